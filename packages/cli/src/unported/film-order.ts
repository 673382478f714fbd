/** A film to be made, as far as the command line and the plans decide it: all that can be refused before any work. */

import {
  framesOf,
  MosaicError,
  type PlanFile,
  type Raster,
  resolveScript,
  type Script,
  withFields,
} from '@tesserae/core';
import { checkFilmResumable, chooseFormat, type FilmFormat, formatOf } from '@tesserae/node';
import type { Call } from './call.js';
import { filmJobs } from './film-memory.js';
import { type FilmSize, filmSize } from './film-size.js';
import { type FilmWish, filmWish } from './film-wish.js';
import { checkOutputs, requiredOutput } from './outputs.js';
import { readPlan, targetOfPlan } from './plan-on-disk.js';
import { checkSpace } from './space.js';

/** What is to be made. */
export interface FilmOrder {
  readonly output: string;
  readonly wish: FilmWish;
  /** The wish's, with its photos looked up in the plan. */
  readonly script: Script;
  readonly format: FilmFormat;
  readonly frames: number;
  /** Threads; 0 for as many as the machine has cores. */
  readonly jobs: number;
  readonly size: FilmSize;
  readonly saved: PlanFile;
  /** What the mosaic becomes. */
  readonly other: PlanFile | undefined;
  /** Of the plan; undefined where no frame shows it, and it is not where it was. */
  readonly target: Raster | undefined;
  /** Of the other plan, if it blends it over its photos. */
  readonly otherTarget: Raster | undefined;
}

/**
 * Reads all that a film is made from but for its photos.
 *
 * @throws MosaicError what `filmWish`, `chooseFormat`, `checkOutputs`, `readPlan` and `targetOfPlan` throw; `no-space`
 */
export async function filmOrder(call: Call): Promise<FilmOrder> {
  const { words, flags, settings } = call;
  const output = requiredOutput(flags, 'film.mp4');
  const wish = await filmWish(flags);
  const frames = framesOf(wish.script, wish.frame.fps);
  const quality = settings.quality === 'auto' ? undefined : settings.quality;
  const format = await chooseFormat(output, { ...wish.frame, frames, quality, encoder: wish.encoder });
  if (flags.resume) checkFilmResumable(format);
  if (flags.poster !== undefined) formatOf(flags.poster);
  const files = filesOf(call, format);
  const given = [words[0], ...[flags.script, flags.with].flatMap((path) => path ?? [])];
  await checkOutputs(files, { files: given, photos: [] });
  const saved = await readPlan(words[0]);
  const other = flags.with === undefined ? undefined : await readPlan(flags.with);
  for (const { target, library, paths } of [saved, ...(other ? [other] : [])]) {
    await checkOutputs(files, { files: [target.path, library], photos: paths });
  }
  await format.check(flags.force);
  const script = resolveScript(wish.script, saved.plan);
  const jobs = filmJobs(settings, wish.frame);
  const size = filmSize(wish, format, frames, jobs);
  await checkSpace(call, output, size.bytes, size.least);
  const target = await targetFor(call, saved, wish);
  const otherTarget = other && (await targetOfOther(call, other));
  return { output, wish, script, format, frames, jobs, size, saved, other, target, otherTarget };
}

/** The call as `checkOutputs` is to see it: a folder of frames is no file, and its format checks it. */
export function filesOf(call: Call, format: FilmFormat): Call {
  return format.encoding.kind === 'png' ? { ...call, flags: { ...call.flags, output: undefined } } : call;
}

/** The target: where frames show it, it must be there; else it only helps to choose a landing. */
async function targetFor(call: Call, saved: PlanFile, { shows }: FilmWish): Promise<Raster | undefined> {
  const { target, landing = 'auto' } = call.flags;
  const isShown = shows.target || saved.plan.overlay > 0;
  if (!isShown && target === undefined && !(shows.landing && landing === 'auto')) return undefined;
  try {
    return (await targetOfPlan(saved, call)).raster;
  } catch (error) {
    if (!(error instanceof MosaicError) || error.code === 'aborted' || target !== undefined) throw error;
    if (!isShown) return undefined;
    throw withFields(error, { waysOut: [{ give: 'target' }] });
  }
}

/** `--target` is about the first plan. */
async function targetOfOther(call: Call, other: PlanFile): Promise<Raster | undefined> {
  if (other.plan.overlay === 0) return undefined;
  try {
    return (await targetOfPlan(other, { ...call, flags: { ...call.flags, target: undefined } })).raster;
  } catch (error) {
    if (!(error instanceof MosaicError) || error.code === 'aborted') throw error;
    throw withFields(error, { waysOut: [{ use: `the file that ${call.flags.with} names, where it was` }] });
  }
}
