/**
 * `npm run demo`: a parrot at sunset out of thousands of emoji, by the library alone. Pictures come from an npm package; nothing is
 * downloaded. The second run is faster: the pictures are drawn and indexed already.
 */

import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { judge, makePlan, parseSettings, pipe, render, variety } from '@tesserae/core';
import { fileSink } from '@tesserae/node';
import { COLLECTION, OUT, openCollection } from './collection.js';
import { drawCollection, drawTarget } from './pictures.js';

const CELL = 48;
const mosaic = join(OUT, 'parrot.png');

let since = performance.now();
mkdirSync(OUT, { recursive: true });
const drawn = await drawCollection(COLLECTION);
const target = await drawTarget(join(OUT, 'target.png'));
lap(`${drawn} pictures of emoji, and a target`);

const { file, report, library, photos } = await openCollection();
lap(`${report.photos} photos indexed, ${report.added} of them new`);

// parts of emoji and repeats would bring it closer; whole ones, each four times at most, are more of a joy
const settings = parseSettings({ columns: 72, maxUses: 4, spacing: 3, cell: CELL, views: 'whole' });
const { plan } = await makePlan({ target, library, photos, settings });
lap(`${plan.photos.length} cells filled`);

const { columns, rows } = plan.layout.shape;
const size = { width: columns * CELL, height: rows * CELL };
const judging = judge({ target, ...size, shape: plan.layout.shape, recolor: 'none', leak: false });
await pipe(judged(render(plan, photos, { cell: CELL })), await fileSink(mosaic, { ...size, force: true }));
file.close();
lap(`${size.width}×${size.height} pixels drawn`);

const { far_dE, edge, edge_near } = judging.result();
const { distinct, twins } = variety({ shape: plan.layout.shape, photos: plan.photos, count: library.ids.length });
console.log(`
From afar it differs from the target by ΔE00 ${far_dE.toFixed(2)} (2 is hard to see); its contours agree to
${percent(edge)}, at arm's length to ${percent(edge_near)}.
${distinct} different pictures; ${percent(twins)} of the cells have the same one within three cells.

${relative(process.cwd(), mosaic)}   beside it: target.png, and emoji/, what it is made of`);

/** Lets bands go by, and has each judged. */
async function* judged(/** @type {AsyncIterable<import('@tesserae/core').Band>} */ bands) {
  for await (const band of bands) {
    judging.mosaic(band);
    yield band;
  }
}

/** Prints how long a step took. */
function lap(/** @type {string} */ what) {
  const now = performance.now();
  console.log(`${((now - since) / 1000).toFixed(1).padStart(5)} s  ${what}`);
  since = now;
}

/** @returns {string} */
function percent(/** @type {number} */ share) {
  return `${(100 * share).toFixed(1)} %`;
}
