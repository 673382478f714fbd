/**
 * `npm run demo`: a parrot at sunset out of thousands of emoji, and a flower out of old photographs. Pictures come from npm packages;
 * nothing is downloaded. The second run is faster: the pictures are drawn and indexed already.
 */

import { mkdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { decodePlan, variety } from '@tesserae/core';
import { mosaic } from '@tesserae/jobs';
import { COLLECTION, LIBRARY, OUT, removeOlder } from './collection.js';
import { cutDetails, FLOWER } from './photographs.js';
import { drawCollection, drawTarget } from './pictures.js';

mkdirSync(OUT, { recursive: true });

await step('drawing emoji on five grounds each, and a target', (onProgress) => drawCollection(COLLECTION, onProgress));
const target = join(OUT, 'target.png');
await drawTarget(target);
// parts of emoji and repeats would bring it closer; whole ones, each four times at most, are more of a joy
const rules = { columns: 72, maxUses: 4, spacing: 3, views: /** @type {const} */ ('whole') };
await make('parrot.jpg', { target, photos: COLLECTION, library: LIBRARY, cell: 48, ...rules });

const details = join(OUT, 'details');
await step('cutting eight old photographs into details', () => cutDetails(details));
await make('flower.jpg', {
  target: FLOWER,
  photos: details,
  library: join(OUT, 'details.tesserae'),
  columns: 60,
  cell: 48,
});

const out = relative(process.cwd(), OUT);
console.log(`In ${out}: parrot.jpg and flower.jpg, and beside them what they are made of.`);

/** Makes a mosaic, and says how good it is. */
async function make(
  /** @type {string} */ name,
  /** @type {Omit<import('@tesserae/jobs').MosaicInput, 'output'>} */ input,
) {
  if (input.library) await removeOlder(input.library);
  const output = join(OUT, name);
  const made = await step(name, (onProgress) => mosaic({ ...input, output, force: true }, { onProgress }));
  const { plan, paths } = decodePlan(readFileSync(join(OUT, name.replace('.jpg', '.plan.json')), 'utf8'));
  // an emoji on another ground is the same to the eye
  const pictures = paths.map((path) => path.replace(/-\d\.png$/, ''));
  const seen = Uint32Array.from(plan.photos, (photo) => pictures.indexOf(pictures[photo]));
  const { distinct, twins } = variety({ shape: plan.layout.shape, photos: seen, count: paths.length });
  const { far_dE = 0, edge = 0, edge_near = 0 } = made.metrics ?? {};
  console.log(`
         From afar it differs from the target by ΔE00 ${far_dE.toFixed(2)} (2 is hard to see). Its contours
         agree to ${percent(edge)}, at arm's length to ${percent(edge_near)}. ${plan.photos.length} cells,
         ${distinct} different pictures; ${percent(twins)} of the cells have the same one within three cells.
`);
}

/**
 * Does a step, and says what it is and how long it took; on a terminal also how far it has come.
 *
 * @template T
 * @returns {Promise<T>}
 */
async function step(
  /** @type {string} */ what,
  /** @type {(onProgress: (done: number) => void) => Promise<T>} */ work,
) {
  const since = performance.now();
  const { isTTY } = process.stdout;
  const result = await work((done) => {
    if (isTTY) process.stdout.write(`\r${`${Math.floor(done * 100)} %`.padStart(7)}  ${what}`);
  });
  const seconds = `${((performance.now() - since) / 1000).toFixed(1)} s`;
  console.log(`${isTTY ? '\r' : ''}${seconds.padStart(7)}  ${what}`);
  return result;
}

/** @returns {string} */
function percent(/** @type {number} */ share) {
  return `${(100 * share).toFixed(1)} %`;
}
