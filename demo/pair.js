/**
 * `npm run demo:pair`: the README's picture of two ways to fill the same cells with the same photos. Left the classic method,
 * each cell the photo of the nearest mean colour; right what Tesserae does unless told otherwise. Nothing is recoloured in
 * either. Writes demo/out/pair.jpg, and says how near each comes to the target.
 */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { collect, drawnSize, judge, makePlan, parseSettings, render, variety } from '@tesserae/core';
import sharp from 'sharp';
import { COLLECTION, OUT, openCollection } from './collection.js';
import { drawCollection, drawTarget } from './pictures.js';

const COLUMNS = 40;
/** Pixels of a cell as it is drawn and judged, of a mosaic in the picture, and between the two. */
const CELL = 24;
const SIDE = 560;
const GAP = 16;

/** @type {readonly (readonly [name: string, settings: object])[]} */
const WAYS = [
  ['classic', { match: 'mean', space: 'srgb', spacing: 0, views: 'whole', refine: false }],
  ['defaults', {}],
];

mkdirSync(OUT, { recursive: true });
await drawCollection(COLLECTION);
const target = await drawTarget(join(OUT, 'target.png'));
const { file, library, photos } = await openCollection();

const mosaics = [];
for (const [name, settings] of WAYS) mosaics.push(await mosaicBy(name, settings));
file.close();
await sharp({ create: { width: 2 * SIDE + GAP, height: SIDE, channels: 3, background: '#fff' } })
  .composite(mosaics.map((input, i) => ({ input, left: i * (SIDE + GAP), top: 0 })))
  .jpeg({ quality: 82, mozjpeg: true })
  .toFile(join(OUT, 'pair.jpg'));

/** Makes a mosaic, prints its scores, and answers with it as a PNG of SIDE pixels. */
async function mosaicBy(/** @type {string} */ name, /** @type {object} */ given) {
  const settings = parseSettings({ columns: COLUMNS, cell: CELL, ...given });
  const { plan } = await makePlan({ target, library, photos, settings });
  const { shape } = plan.layout;
  const { width, height } = drawnSize(shape, CELL);
  const mosaic = await collect(render(plan, photos, { cell: CELL }), width, height);
  const { columns, rows } = shape;
  const judging = judge({ target, width, height, shape, recolor: 'none', leak: false });
  judging.mosaic({ y: 0, raster: mosaic });
  const { far_dE, edge, edge_near } = judging.result();
  const { distinct, twins } = variety({ shape: plan.layout.shape, photos: plan.photos, count: library.ids.length });
  const scores = [`far ΔE ${far_dE.toFixed(2)}`, `edge ${edge.toFixed(3)}`, `near ${edge_near.toFixed(3)}`];
  scores.push(`twins ${(100 * twins).toFixed(0)} %`);
  console.log(`${name.padEnd(9)} ${columns}×${rows} cells · ${scores.join(' · ')} · ${distinct} different photos`);
  const raw = { width, height, channels: /** @type {const} */ (4) };
  return await sharp(Buffer.from(mosaic.data.buffer), { raw }).resize(SIDE, SIDE).removeAlpha().png().toBuffer();
}
