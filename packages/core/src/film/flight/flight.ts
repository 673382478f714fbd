/**
 * How every photo flies: where it rests, when it leaves, where it is strewn, how it turns. Made once from a seed; every
 * frame is laid out from these columns by `spritesAt`.
 */

import { groundRect, sidesIn } from '../../layout/ground.js';
import type { Shape } from '../../layout/layout.js';
import type { Rect } from '../../pixels/rect.js';
import { randomFrom } from '../../runtime/random.js';
import { wholeWindow } from '../camera.js';
import type { Fit } from '../script.js';
import { alignMosaics, pairCells } from './morph.js';
import { type FlightPaths, largestWidths } from './motion.js';
import { scatterSprites } from './scatter.js';
import { startDelays } from './start-delays.js';

/** The cells of a mosaic that flies. */
export interface FlyingMosaic {
  readonly shape: Shape;
  /** Cell → photo. */
  readonly photos: Uint32Array;
  /** Cell → texture: its view. */
  readonly textures: Uint32Array;
  /** Cell → how vivid its photo is, in any unit. */
  readonly vivid: Float32Array;
}

/** What a flight is made from. */
export interface FlightInput {
  readonly mosaic: FlyingMosaic;
  /** What the mosaic becomes, if it does; the same photo has the same number in both. */
  readonly other?: FlyingMosaic;
  /** Width / height of the frame. */
  readonly aspect: number;
  readonly seed: number;
  /** How the mosaic lies in the frame. */
  readonly fit?: Fit | undefined;
}

/** The flight of `count` sprites, in columns with an entry a sprite. Lengths are in units of the mosaic. */
export interface Flight extends FlightPaths {
  readonly count: number;
  /** Sprite → 1 if it is in the mosaic. */
  readonly isFrom: Uint8Array;
  /** Sprite → 1 if it is in the other mosaic; without one, that of the mosaic counts. */
  readonly isTo: Uint8Array;
  /** Sprite → texture in the mosaic. */
  readonly textures: Uint32Array;
  /** Sprite → texture in the other mosaic. */
  readonly others: Uint32Array;
  /** Sprite → when it leaves: 0 with the first, 1 with the last. */
  readonly delays: Float32Array;
  /** Sprite → the largest width it ever has in the sight of a camera that looks at the whole. */
  readonly largest: Float32Array;
}

/** Makes the flight: the same from the same seed, on every machine. */
export function flightOf({ mosaic, other = mosaic, aspect, seed, fit }: FlightInput): Flight {
  const random = randomFrom(seed);
  const whole = groundRect(mosaic.shape);
  const home = wholeWindow(whole, aspect, fit);
  const place = other === mosaic ? whole : alignMosaics(home, other.shape, aspect, fit);
  const { count, cells, otherCells } = pairCells(mosaic, other, place);
  const from = edgesOf(cells, mosaic.shape, whole);
  const to = edgesOf(otherCells, other.shape, place);
  const textures = new Uint32Array(count);
  const others = new Uint32Array(count);
  const photos = new Uint32Array(count);
  const vivid = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [cell, otherCell] = [cells[i], otherCells[i]];
    // what is in one mosaic alone stays where it is and what it is, and fades
    if (cell < 0) from.set(to.subarray(i * 4, i * 4 + 4), i * 4);
    if (otherCell < 0) to.set(from.subarray(i * 4, i * 4 + 4), i * 4);
    textures[i] = cell < 0 ? other.textures[otherCell] : mosaic.textures[cell];
    others[i] = otherCell < 0 ? mosaic.textures[cell] : other.textures[otherCell];
    photos[i] = cell < 0 ? other.photos[otherCell] : mosaic.photos[cell];
    vivid[i] = cell < 0 ? other.vivid[otherCell] : mosaic.vivid[cell];
  }
  const scattered = scatterSprites({ from, photos, vivid, home }, random);
  return {
    ...{ count, from, to, textures, others, ...scattered },
    isFrom: Uint8Array.from(cells, (cell) => (cell < 0 ? 0 : 1)),
    isTo: Uint8Array.from(otherCells, (cell) => (cell < 0 ? 0 : 1)),
    delays: startDelays(from, home, random),
    largest: largestWidths({ from, to, ...scattered }),
  };
}

/** 4 floats a cell: left, top, right, bottom, where the mosaic lies at `place`; of a cell −1 zeros. */
function edgesOf(cells: Int32Array, shape: Shape, place: Rect): Float64Array {
  const edges = new Float64Array(cells.length * 4);
  cells.forEach((cell, i) => {
    if (cell < 0) return;
    const { left, top, right, bottom } = sidesIn(shape, cell, place);
    edges.set([left, top, right, bottom], i * 4);
  });
  return edges;
}
