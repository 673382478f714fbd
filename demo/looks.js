/** `npm run demo:looks`: the README's pictures of the looks, parts of mosaics of the parrot. Writes demo/out/looks/*.jpg. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { mosaic } from '@tesserae/jobs';
import sharp from 'sharp';
import { COLLECTION, LIBRARY, OUT } from './collection.js';
import { drawCollection, drawTarget } from './pictures.js';

/** The part that is shown, as shares of the mosaic, and pixels of its side in the README. */
const PART = { left: 0.13, top: 0.1, width: 0.3 };
const SIDE = 400;

const LOOKS = /** @type {const} */ (['balanced', 'closest', 'whole-photos', 'everyone', 'print']);

const target = join(OUT, 'target.png');
const folder = join(OUT, 'looks');
mkdirSync(folder, { recursive: true });
await drawCollection(COLLECTION);
await drawTarget(target);
for (const look of LOOKS) {
  const { picture, metrics } = await mosaic({
    target,
    photos: COLLECTION,
    ban: ['*-2.png', '*-3.png', '*-4.png'],
    library: LIBRARY,
    look,
    size: '3200px',
    output: { format: 'png' },
  });
  const whole = sharp(picture);
  const { width = 0, height = 0 } = await whole.metadata();
  const side = Math.round(width * PART.width);
  await whole
    .extract({ left: Math.round(width * PART.left), top: Math.round(height * PART.top), width: side, height: side })
    .resize(SIDE)
    .jpeg({ quality: 80, mozjpeg: true })
    .toFile(join(folder, `${look}.jpg`));
  console.log(look, JSON.stringify(metrics));
}
