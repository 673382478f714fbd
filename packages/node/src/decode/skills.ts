/** All that a decoder process can do. */

import { inspect } from './inspect.js';
import { mosaicRows, mosaicSize } from './mosaic.js';
import { viewOfOriginal } from './original.js';
import { take } from './take.js';
import { targetPixels } from './target.js';

/** By the names they are asked for. */
export const SKILLS: Skills = { take, viewOfOriginal, targetPixels, inspect, mosaicSize, mosaicRows };

/** What they take and give. */
export interface Skills {
  readonly take: typeof take;
  readonly viewOfOriginal: typeof viewOfOriginal;
  readonly targetPixels: typeof targetPixels;
  readonly inspect: typeof inspect;
  readonly mosaicSize: typeof mosaicSize;
  readonly mosaicRows: typeof mosaicRows;
}

/** The name of something a decoder can do. */
export type Skill = keyof Skills;

/** What it takes. */
export type Input<S extends Skill> = Parameters<Skills[S]>[0];

/** What it gives. */
export type Output<S extends Skill> = Awaited<ReturnType<Skills[S]>>;
