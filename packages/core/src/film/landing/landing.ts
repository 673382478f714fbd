/** The cell a zoom ends in: the one that was named, or a good one near the middle. */

import { MosaicError } from '../../errors.js';
import { cellRect, centreIn } from '../../layout/ground.js';
import { cellName, cellNamed, lastName } from '../../layout/names.js';
import type { Rect } from '../../pixels/rect.js';
import type { Plan } from '../../plan/plan.js';
import { middle, windowWithin } from '../camera.js';
import type { Look, Script } from '../script.js';

/** Upright pixels of a photo's original. */
export type PhotoSize = (photo: number) => { readonly width: number; readonly height: number };

/** What a landing is chosen by. */
export interface LandingInput {
  readonly plan: Plan;
  /** Pixels of a frame. */
  readonly frame: { readonly width: number; readonly height: number };
  readonly sizes: PhotoSize;
  /** Cell → how far its photo is from what it stands for, in any unit; absent if that is not known. */
  readonly costs?: Float32Array;
  /** Photo → how vivid it is, in any unit; absent if that is not known. */
  readonly vivid?: Float32Array;
  /** Whether the camera goes into what the cell shows, instead of opening the whole photo. */
  readonly within?: boolean;
}

/** Where the whole photo of a cell lies, in units of the mosaic: the cell shows a part of it, and the rest lies around. */
export function photoRect(plan: Plan, cell: number): Rect {
  const at = cellRect(plan.layout.shape, cell);
  const [x, y, width, height] = plan.crops.subarray(cell * 4, cell * 4 + 4);
  const [w, h] = [at.w / width, at.h / height];
  const left = plan.mirrored[cell] === 1 ? 1 - x - width : x;
  return { x: at.x - left * w, y: at.y - y * h, w, h };
}

/** What a fault weighs against the others. Costs and dullness are ranks, 0 the best and 1 the worst; distances shares of the side. */
const WEIGHTS = { cost: 1, dull: 2, distance: 8, enlarged: 1.5, lost: 1, part: 4, mirrored: 1, crowded: 0.5 } as const;

/**
 * The cell that makes a good landing: well matched, near the middle, of a vivid photo that fills the frame without being
 * enlarged and without losing much, not mirrored, and not one of many cells of its photo. Ties go to the lower cell.
 */
export function chooseLanding({ plan, frame, sizes, costs, vivid, within = false }: LandingInput): number {
  const ranks = costs && ranksOf(costs);
  const vividRanks = vivid && ranksOf(vivid);
  const uses = new Uint32Array(plan.ids.length);
  for (const photo of plan.photos) uses[photo]++;
  const aspect = frame.width / frame.height;
  return bestNearMiddle(plan, (cell) => {
    const whole = photoRect(plan, cell);
    const shown = windowWithin(whole, aspect, middle(whole));
    const pixels = (sizes(plan.photos[cell]).width * shown.w) / whole.w;
    return (
      WEIGHTS.cost * (ranks === undefined ? 0 : ranks[cell]) +
      WEIGHTS.dull * (vividRanks === undefined ? 0 : 1 - vividRanks[plan.photos[cell]]) +
      WEIGHTS.enlarged * Math.max(0, 1 - pixels / frame.width) +
      WEIGHTS.lost * (1 - (shown.w * shown.h) / (whole.w * whole.h)) +
      WEIGHTS.part * (within ? 1 - plan.crops[cell * 4 + 2] * plan.crops[cell * 4 + 3] : 0) +
      WEIGHTS.mirrored * plan.mirrored[cell] +
      WEIGHTS.crowded * (1 - 1 / uses[plan.photos[cell]])
    );
  });
}

/** A mosaic as wide as it is high. */
const UNIT = { x: 0, y: 0, w: 1, h: 1 };

/** The cell of the least fault, distance from the middle being one; ties go to the lower cell. */
export function bestNearMiddle({ layout: { shape }, photos }: Plan, faultOf: (cell: number) => number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let cell = 0; cell < photos.length; cell++) {
    const { x, y } = centreIn(shape, cell, UNIT);
    const [dx, dy] = [x - 0.5, y - 0.5];
    const fault = faultOf(cell) + WEIGHTS.distance * (dx * dx + dy * dy);
    if (fault < least) [best, least] = [cell, fault];
  }
  return best;
}

/** Cell → how many of all cells cost less, as a share. */
export function ranksOf(costs: Float32Array): Float32Array {
  const sorted = Float32Array.from(costs).sort();
  return costs.map((cost) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if (sorted[half] < cost) low = half + 1;
      else high = half;
    }
    return low / sorted.length;
  });
}

/**
 * The cell that is named: by its row and column (r12c40), or by the start of its photo's hash, which is that photo's
 * cell nearest to the middle.
 *
 * @throws MosaicError `settings` for a cell outside of the mosaic, and for a hash of no photo or of several
 */
export function findLanding(name: string, plan: Plan, said = 'landing'): number {
  const { shape } = plan.layout;
  const cell = cellNamed(name, shape);
  if (cell >= 0) return cell;
  if (/^r\d+c\d+$/i.test(name)) {
    throw new MosaicError('settings', {
      subject: said,
      expected: `a cell from r1c1 to ${lastName(shape)}`,
      received: name,
    });
  }
  const found = plan.ids.flatMap((id, photo) => (id.startsWith(name.toLowerCase()) ? [photo] : []));
  const shown = found.filter((photo) => plan.photos.includes(photo));
  if (name.length >= 4 && shown.length === 1) return middlemost(plan, shown[0]);
  const received =
    shown.length > 1
      ? `"${name}", with which ${shown.length} photos begin`
      : `"${name}", which no photo of it begins with`;
  throw new MosaicError('settings', {
    subject: said,
    expected: "a cell as r12c40 or the start of a photo's hash",
    received,
  });
}

/** Of a photo's cells the one nearest to the middle. */
function middlemost(plan: Plan, photo: number): number {
  return bestNearMiddle(plan, (cell) => (plan.photos[cell] === photo ? 0 : Number.POSITIVE_INFINITY));
}

/**
 * The script with its photos looked up: each look at a photo becomes one at a cell.
 *
 * @throws MosaicError `settings` naming the path of a photo or cell that the plan does not have
 */
export function resolveScript(script: Script, plan: Plan): Script {
  const lookOn = (look: Look, path: string): Look => {
    if (look === 'whole' || look === 'landing') return look;
    const cell = findLanding('photo' in look ? look.photo : look.cell, plan, path);
    return { cell: cellName(cell, plan.layout.shape) };
  };
  const scenes = script.scenes.map((scene, i) => {
    const camera = scene.camera?.map((key, k) => ({
      ...key,
      look: lookOn(key.look, `scenes[${i}].camera[${k}].look`),
    }));
    return camera === undefined ? scene : { ...scene, camera };
  });
  return { ...script, scenes };
}
