/** The distinct views of a plan: what has to be loaded to draw it. */

import type { Plan } from '../plan/plan.js';
import type { View } from '../ports.js';

/** Cells that show the same photo, crop and mirroring share one view. Views are numbered in order of first use. */
export interface DistinctViews {
  /** Cell → view. */
  readonly ofCell: Uint32Array;
  /** View → the first cell that shows it. */
  readonly firstCell: Uint32Array;
}

/** Finds the distinct views of a plan. Linear in cells: a hash table over the columns themselves, without keys. */
export function distinctViews(plan: Plan): DistinctViews {
  const { photos, mirrored } = plan;
  const cells = photos.length;
  // crops are compared by their bits, four words a cell
  const crops = new Uint32Array(plan.crops.buffer, plan.crops.byteOffset, cells * 4);
  const size = 2 ** Math.ceil(Math.log2(cells * 2 + 1)); // at most half full
  const slots = new Uint32Array(size); // view + 1, 0 = free
  const ofCell = new Uint32Array(cells);
  const firstCell = new Uint32Array(cells);
  let views = 0;

  const same = (a: number, b: number) =>
    photos[a] === photos[b] &&
    mirrored[a] === mirrored[b] &&
    crops[a * 4] === crops[b * 4] &&
    crops[a * 4 + 1] === crops[b * 4 + 1] &&
    crops[a * 4 + 2] === crops[b * 4 + 2] &&
    crops[a * 4 + 3] === crops[b * 4 + 3];

  for (let cell = 0; cell < cells; cell++) {
    let hash = Math.imul(photos[cell] * 2 + mirrored[cell], 0x9e3779b1);
    for (let i = 0; i < 4; i++) hash = Math.imul(hash ^ (hash >>> 15) ^ crops[cell * 4 + i], 0x85ebca6b);
    let slot = (hash ^ (hash >>> 13)) & (size - 1);
    while (slots[slot] !== 0 && !same(firstCell[slots[slot] - 1], cell)) slot = (slot + 1) & (size - 1);
    if (slots[slot] === 0) {
      firstCell[views] = cell;
      slots[slot] = ++views;
    }
    ofCell[cell] = slots[slot] - 1;
  }
  return { ofCell, firstCell: firstCell.slice(0, views) };
}

/** What a cell of a plan shows. */
export function viewOf(plan: Plan, cell: number): View {
  const [x, y, w, h] = plan.crops.subarray(cell * 4, cell * 4 + 4);
  return { photo: plan.photos[cell], crop: { x, y, w, h }, mirrored: plan.mirrored[cell] === 1 };
}
