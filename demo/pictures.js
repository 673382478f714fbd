/** The demo's pictures, drawn from emoji that npm installed: a collection of thousands, and a target. */

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { raster } from '@tesserae/core/internal';
import sharp from 'sharp';
import { ground } from './grounds.js';

const EMOJI = dirname(fileURLToPath(import.meta.resolve('@twemoji/svg/package.json')));
/** Modifiers of skin colour: their files differ in that alone, and would crowd out the rest. */
const SKIN_TONE = /1f3f[b-f]/;
/** What does not belong into a family's album: middle finger, weapons, cigarette, drink, needle, coffin, poo, "no minors". */
const LEFT_OUT = /^(1f595|1f52b|1f5e1|1f52a|1f4a3|1f6ac|1f489|26b0|1f4a9|1f51e|1f37a|1f37b|1f943|1fa78)\b/;
const PARROT = '1f99c.svg';

/** Pixels of a picture, of the emoji in it, and of the side of its SVG. */
const SIDE = 64;
const INNER = 56;
const SVG_SIDE = 36;
const GROUNDS_EACH = 5;

/**
 * Draws every emoji on several grounds into a folder; does nothing if that was done before.
 *
 * @returns {Promise<number>} how many pictures there are
 */
export async function drawCollection(
  /** @type {string} */ folder,
  /** @type {(done: number) => void} */ onProgress = () => {},
) {
  const names = readdirSync(EMOJI)
    .filter((name) => name.endsWith('.svg') && !SKIN_TONE.test(name) && !LEFT_OUT.test(name))
    .sort();
  const count = names.length * GROUNDS_EACH;
  if (existsSync(folder)) return count;

  const begun = `${folder}.part`;
  rmSync(begun, { recursive: true, force: true });
  mkdirSync(begun, { recursive: true });
  const queue = names.entries();
  const lane = async () => {
    for (const [i, name] of queue) {
      await drawEmoji(begun, name, i);
      onProgress(i / names.length);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  renameSync(begun, folder);
  return count;
}

/** Draws one emoji on its grounds. */
async function drawEmoji(/** @type {string} */ folder, /** @type {string} */ name, /** @type {number} */ i) {
  const emoji = await sharp(join(EMOJI, name), { density: (72 * INNER) / SVG_SIDE })
    .resize(INNER, INNER)
    .extend({ ...margins(), background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .ensureAlpha()
    .raw()
    .toBuffer();
  for (let k = 0; k < GROUNDS_EACH; k++) {
    const path = join(folder, name.replace('.svg', `-${k}.png`));
    const onGround = blend(emoji, ground(i * GROUNDS_EACH + k));
    await sharp(onGround, { raw: { width: SIDE, height: SIDE, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toFile(path);
  }
}

function margins() {
  const margin = (SIDE - INNER) / 2;
  return { top: margin, bottom: margin, left: margin, right: margin };
}

/** @returns {Uint8Array} sRGB bytes of a picture with alpha over one colour */
function blend(/** @type {Uint8Array} */ rgba, /** @type {readonly number[]} */ colour) {
  const out = new Uint8Array((rgba.length / 4) * 3);
  for (let i = 0, o = 0; o < out.length; i += 4, o += 3) {
    const alpha = rgba[i + 3] / 255;
    for (let c = 0; c < 3; c++) out[o + c] = Math.round(colour[c] + (rgba[i + c] - colour[c]) * alpha);
  }
  return out;
}

/**
 * Draws the target, a parrot at sunset, and keeps it in a file to compare with.
 *
 * @returns {Promise<import('@tesserae/core').Raster>}
 */
export async function drawTarget(/** @type {string} */ path) {
  const parrot = readFileSync(join(EMOJI, PARROT), 'utf8').replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="960" height="960">
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#1d2b64"/>
        <stop offset=".55" stop-color="#b2476a"/>
        <stop offset="1" stop-color="#f8b84e"/>
      </linearGradient>
      <radialGradient id="light" cx=".3" cy=".3" r=".8">
        <stop offset="0" stop-color="#fff" stop-opacity=".22"/>
        <stop offset=".5" stop-color="#fff" stop-opacity="0"/>
        <stop offset="1" stop-color="#000" stop-opacity=".25"/>
      </radialGradient>
    </defs>
    <rect width="48" height="48" fill="url(#sky)"/>
    <g transform="translate(4.5 4.5) scale(1.083)">${parrot}</g>
    <rect width="48" height="48" fill="url(#light)"/>
  </svg>`;
  const picture = sharp(Buffer.from(svg));
  await picture.clone().png().toFile(path);
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return raster(info.width, info.height, new Uint8ClampedArray(data));
}
