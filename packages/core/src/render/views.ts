/** The distinct views of a plan: what has to be loaded to draw it. */

import type { PlacedCells } from '../layout/place.js';
import type { Plan } from '../plan/plan.js';
import type { Hooks, PhotoSource, View } from '../ports.js';

/** Views are numbered in order of first use. */
export interface DistinctViews {
  /** The cells that were asked for, in their order (all unless told) → view. */
  readonly ofCell: Uint32Array;
  /** View → the first cell that shows it. */
  readonly firstCell: Uint32Array;
}

/**
 * Finds the distinct views of a mosaic, or of some of its cells: those that show the same photo, crop and mirroring at the
 * same size share one. Linear in cells: a hash table over the columns themselves, without keys. *Tried*: a list of its views for each
 * photo takes four times as long, and the square of it where a plan has a photo in thousands of crops.
 *
 * @param cells  numbers of cells; all unless told
 */
export function distinctViews(plan: Plan, { boxes }: PlacedCells, cells: Uint32Array = cellsOf(plan)): DistinctViews {
  const { photos, mirrored } = plan;
  // crops are compared by their bits, four words a cell
  const crops = new Uint32Array(plan.crops.buffer, plan.crops.byteOffset, plan.crops.length);
  const size = 2 ** Math.ceil(Math.log2(cells.length * 2 + 1)); // at most half full
  const slots = new Uint32Array(size); // view + 1, 0 = free
  const ofCell = new Uint32Array(cells.length);
  const firstCell = new Uint32Array(cells.length);
  let views = 0;

  const same = (a: number, b: number) =>
    photos[a] === photos[b] &&
    mirrored[a] === mirrored[b] &&
    crops[a * 4] === crops[b * 4] &&
    crops[a * 4 + 1] === crops[b * 4 + 1] &&
    crops[a * 4 + 2] === crops[b * 4 + 2] &&
    crops[a * 4 + 3] === crops[b * 4 + 3] &&
    boxes[a * 4 + 2] === boxes[b * 4 + 2] &&
    boxes[a * 4 + 3] === boxes[b * 4 + 3];

  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    let hash = Math.imul(photos[cell] * 2 + mirrored[cell], 0x9e3779b1);
    for (let k = 0; k < 4; k++) hash = Math.imul(hash ^ (hash >>> 15) ^ crops[cell * 4 + k], 0x85ebca6b);
    let slot = (hash ^ (hash >>> 13)) & (size - 1);
    while (slots[slot] !== 0 && !same(firstCell[slots[slot] - 1], cell)) slot = (slot + 1) & (size - 1);
    if (slots[slot] === 0) {
      firstCell[views] = cell;
      slots[slot] = ++views;
    }
    ofCell[i] = slots[slot] - 1;
  }
  return { ofCell, firstCell: firstCell.slice(0, views) };
}

function cellsOf({ photos }: Plan): Uint32Array {
  return Uint32Array.from(photos.keys());
}

/** What a cell of a plan shows. */
export function viewOf(plan: Plan, cell: number): View {
  const [x, y, w, h] = plan.crops.subarray(cell * 4, cell * 4 + 4);
  return { photo: plan.photos[cell], crop: { x, y, w, h }, mirrored: plan.mirrored[cell] === 1 };
}

/** Has a source do beforehand what it can for the views that cells show, size by size. @param cells  one a view */
export async function prepareViews(
  { plan, source, placed }: { readonly plan: Plan; readonly source: PhotoSource; readonly placed: PlacedCells },
  cells: Uint32Array,
  hooks: Hooks,
): Promise<void> {
  if (source.prepare === undefined) return;
  const sizes = new Map<string, number[]>();
  for (const cell of cells) {
    const size = placed.boxes.subarray(cell * 4 + 2, cell * 4 + 4).join(' ');
    const alike = sizes.get(size);
    if (alike) alike.push(cell);
    else sizes.set(size, [cell]);
  }
  for (const alike of sizes.values()) {
    const [width, height] = placed.boxes.subarray(alike[0] * 4 + 2, alike[0] * 4 + 4);
    await source.prepare(
      alike.map((cell) => viewOf(plan, cell)),
      width,
      height,
      hooks,
    );
  }
}
