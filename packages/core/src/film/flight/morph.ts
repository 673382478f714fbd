/**
 * From one mosaic to another: which cell of the one becomes which of the other. Photos that both use keep their identity.
 */

import { centreIn, groundRect } from '../../layout/ground.js';
import type { Shape } from '../../layout/layout.js';
import type { Rect } from '../../pixels/rect.js';
import { middle, wholeWindow } from '../camera.js';
import type { Fit } from '../script.js';

/** Sprites of two mosaics, in columns. */
export interface CellPairs {
  readonly count: number;
  /** Sprite → cell of the mosaic, −1 if it has none there. */
  readonly cells: Int32Array;
  /** Sprite → cell of the other mosaic, −1 if it has none. */
  readonly otherCells: Int32Array;
}

/** Cells and the photos they show. */
interface Shown {
  readonly shape: Shape;
  /** Cell → photo. */
  readonly photos: Uint32Array;
}

/** Where the other mosaic lies, in units of the first, so that a camera that looks at the first's whole sees the other's too. */
export function alignMosaics(home: Rect, other: Shape, aspect: number, fit?: Fit): Rect {
  const rect = groundRect(other);
  const scale = home.w / wholeWindow(rect, aspect, fit).w;
  const { x, y } = middle(home);
  return { x: x - (rect.w * scale) / 2, y: y - (rect.h * scale) / 2, w: rect.w * scale, h: rect.h * scale };
}

/**
 * Pairs cells that show the same photo, near ones first; the sprites come in the order of the mosaic's cells, then those
 * that the other mosaic has alone. A mosaic and itself: every cell is its own.
 *
 * @param place  where the other mosaic lies, in units of the first
 */
export function pairCells(mosaic: Shown, other: Shown, place: Rect): CellPairs {
  const count = mosaic.photos.length;
  const partner = Int32Array.from({ length: count }, (_, cell) => (mosaic === other ? cell : -1));
  const isPaired = new Uint8Array(other.photos.length);
  if (mosaic !== other) {
    const usesOfOther = usesOf(other.photos);
    for (const [photo, uses] of usesOf(mosaic.photos)) {
      const found = pairsOf(uses, usesOfOther.get(photo) ?? [], { mosaic, other, place });
      for (const [cell, otherCell] of found) partner[cell] = otherCell;
    }
  }
  for (const otherCell of partner) if (otherCell >= 0) isPaired[otherCell] = 1;
  const alone = Array.from(isPaired.keys()).filter((cell) => isPaired[cell] === 0);
  return {
    count: count + alone.length,
    cells: Int32Array.from({ length: count + alone.length }, (_, i) => (i < count ? i : -1)),
    otherCells: Int32Array.from([...partner, ...alone]),
  };
}

/** Photo → its cells. */
function usesOf(photos: Uint32Array): Map<number, number[]> {
  const uses = new Map<number, number[]>();
  photos.forEach((photo, cell) => {
    const cells = uses.get(photo);
    if (cells) cells.push(cell);
    else uses.set(photo, [cell]);
  });
  return uses;
}

/** Of more combinations the nearest would take too long to find: cells are paired in the order they are read in. */
const MOST_COMBINATIONS = 40_000;

/** Pairs of a photo's cells: the nearest two, of the rest the nearest two, and on. */
function pairsOf(
  cells: readonly number[],
  others: readonly number[],
  { mosaic, other, place }: { readonly mosaic: Shown; readonly other: Shown; readonly place: Rect },
): (readonly [cell: number, other: number])[] {
  if (cells.length * others.length > MOST_COMBINATIONS) {
    return cells.slice(0, others.length).map((cell, i) => [cell, others[i]]);
  }
  const whole = groundRect(mosaic.shape);
  const found = cells.flatMap((a) =>
    others.map((b) => {
      const from = centreIn(mosaic.shape, a, whole);
      const to = centreIn(other.shape, b, place);
      return { a, b, distance: (from.x - to.x) ** 2 + (from.y - to.y) ** 2 };
    }),
  );
  found.sort((p, q) => p.distance - q.distance || p.a - q.a || p.b - q.b);
  const [takenA, takenB] = [new Set<number>(), new Set<number>()];
  const pairs: (readonly [number, number])[] = [];
  for (const { a, b } of found) {
    if (takenA.has(a) || takenB.has(b)) continue;
    takenA.add(a);
    takenB.add(b);
    pairs.push([a, b]);
  }
  return pairs;
}
