/**
 * A mosaic that moves: what goes where in each frame of a clip.
 *
 *     library, thumbnails ─ describePhotos ─▶ Features (views × dims), once
 *     frame ─ describeCells ─▶ Features (cells × dims) ─ follow ─▶ what stands where in this frame
 */

import type { SolverResources } from '../assign/assign.js';
import { follow } from '../assign/change/follow.js';
import type { Steadiness } from '../assign/change/steady.js';
import type { Assignment, Problem } from '../assign/problem.js';
import { describeCells } from '../describe/cells.js';
import { type Features, inSteps } from '../describe/descriptor.js';
import type { DescribedViews } from '../describe/photos.js';
import { MosaicError } from '../errors.js';
import type { Layout, Shape } from '../layout/layout.js';
import { layoutOf } from '../layout/layout-of.js';
import type { Raster } from '../pixels/raster.js';
import type { Hooks, View } from '../ports.js';
import { randomFrom } from '../runtime/random.js';
import { parseSettings } from '../settings/parse.js';
import { inlinePool } from '../work/inline.js';
import { effortFor } from './effort.js';
import {
  assignGivingWay,
  type MakeInput,
  type PlanScene,
  planOf,
  prepareScene,
  requirePhotos,
  type SceneInput,
  wholeProblem,
} from './make.js';
import type { Plan } from './plan.js';

/** What a moving mosaic is made from. */
export interface ClipInput extends Omit<MakeInput, 'target'> {
  /** As `shapeFor` makes it. */
  readonly shape: Shape;
  /** Pixels of the frames. */
  readonly size: { readonly width: number; readonly height: number };
  readonly steadiness: Steadiness;
}

/** A mosaic that is ready to follow frames. */
export interface MovingMosaic {
  /** Of every frame. */
  readonly layout: Layout;
  /** What can stand in its cells. */
  readonly views: DescribedViews;
  /**
   * Follows the frames, one mosaic for each.
   *
   * @param after  goes on behind this frame, which was found before: the first of `frames` is its own
   * @throws MosaicError `rules-impossible`; `shape` for a frame of another size; `aborted`; whatever the frames throw
   */
  follow(frames: AsyncIterable<Raster>, hooks?: Hooks, after?: MosaicFrame): AsyncGenerator<MosaicFrame, void, void>;
  /** The mosaic of a frame as a plan: drawn, judged and kept as that of a picture. */
  plan(frame: MosaicFrame): Plan;
}

/** What stands where in a frame. */
export interface MosaicFrame {
  /** Cell → row of `MovingMosaic.views`. */
  readonly assignment: Assignment;
  /** Changes → the cell that shows something else than in the frame before, ascending; of the first frame all. */
  readonly changed: Uint32Array;
  /** Whether everything was sought anew: the first frame, and the first after a cut. */
  readonly isCut: boolean;
  /** The spacing that is kept: if it was left to the program, the one that suits the photos and the first frame. */
  readonly spacing: number;
}

/**
 * Describes the photos for a moving mosaic. Photos are neither tinted nor blended over, whatever the settings say.
 *
 * @throws MosaicError `no-photos`; `rules-impossible` when arithmetic says so; `limit` for too many cells; `aborted`
 */
export async function movingMosaic(given: ClipInput, hooks: Hooks = {}): Promise<MovingMosaic> {
  const input = { ...given, settings: parseSettings(given.settings) };
  const { shape, size, library } = input;
  requirePhotos(library);
  const layout = layoutOf(shape, size.width, size.height);
  const scene = { ...(await prepareScene(input, layout, hooks)), input, layout };
  const { views, rules } = scene;
  const parts = { layout, library, views, settings: { ...input.settings, overlay: 0 } };
  return {
    layout,
    views,
    follow: (frames, following = {}, after) => followed(scene, frames, following, after),
    plan: ({ assignment, spacing }) => planOf(parts, assignment, { ...rules, spacing }),
  };
}

/** The view in a row of `DescribedViews`. */
export function viewInRow({ features, crops, mirrored }: DescribedViews, row: number): View {
  const [x, y, w, h] = crops.subarray(row * 4, row * 4 + 4);
  return { photo: features.owner[row], crop: { x, y, w, h }, mirrored: mirrored[row] === 1 };
}

interface ClipScene extends PlanScene {
  readonly input: SceneInput & ClipInput;
  readonly layout: Layout;
}

async function* followed(
  scene: ClipScene,
  frames: AsyncIterable<Raster>,
  hooks: Hooks,
  after?: MosaicFrame,
): AsyncGenerator<MosaicFrame, void, void> {
  const { settings, steadiness, pool = inlinePool() } = scene.input;
  const chance = () => randomFrom(settings.seed);
  const described = cellsOf(scene, frames, hooks);
  try {
    const first = await described.next();
    if (first.done) return;
    const problem = await firstProblem(scene, first.value, { pool, random: chance() }, { hooks, after });
    const all = async function* () {
      yield first.value;
      yield* described;
    };
    const following = { effort: effortFor(settings), steadiness, pool, chance, after: after?.assignment };
    for await (const frame of follow(problem, all(), following, hooks)) {
      yield { ...frame, spacing: problem.rules.spacing };
    }
  } finally {
    // the first frame was asked for by hand: nobody else ends the others
    await described.return();
  }
}

async function* cellsOf(
  { layout, descriptor }: ClipScene,
  frames: AsyncIterable<Raster>,
  hooks: Hooks,
): AsyncGenerator<Features, void, void> {
  for await (const frame of frames) {
    if (frame.width !== layout.width || frame.height !== layout.height) {
      const [expected, received] = [`${layout.width}×${layout.height}`, `${frame.width}×${frame.height}`];
      throw new MosaicError('shape', { subject: 'frame', expected: `${expected} pixels`, received });
    }
    yield await inSteps(await describeCells(frame, layout, descriptor, hooks), descriptor.steps, hooks.signal);
  }
}

/** The problem of the first frame, with the spacing that can be kept in it. */
async function firstProblem(
  scene: ClipScene,
  cells: Features,
  means: SolverResources,
  { hooks, after }: { readonly hooks: Hooks; readonly after: MosaicFrame | undefined },
): Promise<Problem> {
  const { input, layout, views, rules, descriptor } = scene;
  const { groups } = input.library;
  const described = { cells, views: views.features, layout, rules, groups };
  // the cells are in steps already
  const problem = { ...(await wholeProblem(described, descriptor, input.settings, hooks)), cells };
  if (after) return { ...problem, rules: { ...rules, spacing: after.spacing } };
  if (rules.spacing === 0) return problem;
  const { kept } = await assignGivingWay(problem, input.settings, means, hooks);
  return { ...problem, rules: kept };
}
