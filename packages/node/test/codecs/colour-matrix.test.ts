/**
 * Formats × depths × profiles × sizes. ImageMagick, with colour management of its own, writes a chart of known colours; it has to come
 * back within two steps, as a thumbnail, as a target and as a target that is reduced.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeThumbnail } from '@tesserae/node/internal';
import { decodePhoto, decodeReduced, openOpenFile, readHeader } from '@tesserae/node/internal-codecs';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import sharp from 'sharp';

const PATCHES: readonly (readonly [number, number, number])[] = [
  [200, 30, 40],
  [40, 180, 60],
  [45, 60, 200],
  [240, 240, 240],
  [128, 128, 128],
  [20, 20, 20],
];
const SIDE = 40;
const [WIDTH, HEIGHT] = [3 * SIDE, 2 * SIDE];

/** What of ImageMagick's operators makes a kind of picture. */
type Kind = readonly [name: string, operators: readonly string[]];

const PROFILES: readonly Kind[] = [
  ['no profile', []],
  ['sRGB', ['-profile', 'srgb.icc']],
  ['Display P3', ['-profile', 'srgb.icc', '-profile', 'p3.icc']],
];
const FLOAT = ['-define', 'quantum:format=floating-point'];
const TIFF: readonly Kind[] = [
  ['8.tif', ['-depth', '8']],
  ['16.tif', ['-depth', '16']],
  ['32.tif', ['-depth', '32', '-define', 'quantum:format=unsigned']],
  ['float16.tif', ['-depth', '16', ...FLOAT]],
  ['float32.tif', ['-depth', '32', ...FLOAT]],
  ['16-deflate.tif', ['-depth', '16', '-compress', 'zip']],
  ['16-planes.tif', ['-depth', '16', '-interlace', 'plane']],
];
const OTHERS: readonly Kind[] = [
  ['.jpg', ['-quality', '100', '-sampling-factor', '1x1']],
  ['progressive.jpg', ['-quality', '100', '-sampling-factor', '1x1', '-interlace', 'plane']],
  ['8.png', ['-define', 'png:bit-depth=8']],
  ['16.png', ['-define', 'png:bit-depth=16']],
  ['interlaced.png', ['-define', 'png:bit-depth=16', '-interlace', 'plane']],
  ['.webp', ['-define', 'webp:lossless=true']],
  ['.bmp', []],
  ['.psd', []],
  ['16.psd', ['-depth', '16']],
];
const COLOURS: readonly Kind[] = [
  ['colour', []],
  ['grey', ['-colorspace', 'Gray']],
  ['half transparent', ['-alpha', 'set', '-channel', 'A', '-evaluate', 'set', '50%', '+channel']],
];

/** What ImageMagick or the format cannot do: profiles of colours for grey, profiles in BMP, alpha in JPEG; and what is refused. */
function exists(format: string, colour: string, profile: string): boolean {
  if (colour === 'grey' && profile !== 'no profile') return false;
  if (/jpg|bmp|psd/.test(format) && colour === 'half transparent') return false;
  if (format === 'float16.tif' && colour === 'grey') return false;
  return format !== '.bmp' || profile === 'no profile';
}

for (const [formats, name] of [
  [TIFF, 'TIFF'],
  [OTHERS, 'other formats'],
] as const) {
  test(`colours of ${name} of all depths and profiles arrive within two steps`, async (t) => {
    if (!canRun(t, hasCommand('convert'), 'convert (Debian: imagemagick)')) return;
    const folder = temporaryFolder(t);
    await writeChart(folder);
    const wrong: string[] = [];
    for (const [format, depth] of formats) {
      for (const [colour, operators] of COLOURS) {
        for (const [profile, profiles] of PROFILES) {
          if (!exists(format, colour, profile)) continue;
          const file = join(folder, `x${format}`);
          const run = spawnSync('convert', ['chart.png', ...operators, ...profiles, ...depth, file], { cwd: folder });
          assert.equal(run.status, 0, `${file}: ${run.stderr}`);
          wrong.push(
            ...(await differing(readFileSync(file), colour)).map((what) => `${format} ${colour} ${profile} ${what}`),
          );
        }
      }
    }
    assert.deepEqual(wrong, []);
  });
}

/** Where the colours of a file are more than two steps beside those that it should have. */
async function differing(bytes: Uint8Array, colour: string): Promise<string[]> {
  const photo = await decodePhoto(bytes);
  if (photo.state === 'refused') return [`is refused: ${photo.detail} ${photo.cause}`];
  const opened = await openOpenFile(bytes);
  if ('code' in opened) return [`cannot be opened: ${opened.detail}`];
  const header = await readHeader(opened.bytes, true);
  const { data, ...size } = decodeThumbnail(photo.thumbnail);
  const whole = await decodeReduced(opened.bytes, header, WIDTH * HEIGHT);
  const reduced = await decodeReduced(opened.bytes, header, (WIDTH * HEIGHT) / 4);
  return [
    ...[photo.state === 'usable' ? '' : photo.state],
    ...patchesBeside(data, { ...size, channels: 4 }, colour).map((what) => `thumbnail ${what}`),
    ...patchesBeside(whole.rgb, { ...whole, channels: 3 }, colour).map((what) => `target ${what}`),
    ...patchesBeside(reduced.rgb, { ...reduced, channels: 3 }, colour).map((what) => `reduced ${what}`),
  ].filter((what) => what !== '');
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

function patchesBeside(data: ArrayLike<number>, { width, height, channels }: Pixels, colour: string): string[] {
  return PATCHES.flatMap((patch, i) => {
    const [x, y] = [((i % 3) + 0.5) / 3, (Math.floor(i / 3) + 0.5) / 2];
    const at = (Math.floor(y * height) * width + Math.floor(x * width)) * channels;
    const seen = [data[at], data[at + 1], data[at + 2]];
    const right = rightOf(patch, colour);
    return seen.some((value, c) => Math.abs(value - right[c]) > 2) ? [`${seen} instead of ${right}`] : [];
  });
}

function rightOf(patch: readonly [number, number, number], colour: string): readonly number[] {
  if (colour === 'half transparent') return patch.map((value) => Math.round((value + 255) / 2));
  if (colour !== 'grey') return patch;
  const [r, g, b] = patch;
  const grey = Math.round(0.212656 * r + 0.715158 * g + 0.072186 * b); // as ImageMagick's Rec709Luma
  return [grey, grey, grey];
}

async function writeChart(folder: string): Promise<void> {
  const rgb = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let o = 0; o < rgb.length; o += 3) {
    const [x, y] = [(o / 3) % WIDTH, Math.floor(o / 3 / WIDTH)];
    rgb.set(PATCHES[Math.floor(x / SIDE) + 3 * Math.floor(y / SIDE)], o);
  }
  const chart = sharp(rgb, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
  writeFileSync(join(folder, 'chart.png'), await chart.clone().png().toBuffer());
  for (const profile of ['srgb', 'p3']) {
    const { icc } = await sharp(await chart.clone().withIccProfile(profile).png().toBuffer()).metadata();
    writeFileSync(join(folder, `${profile}.icc`), icc!);
  }
}
