/** A film to be made, as far as its input and the plans decide it: all that can be refused before its photos are looked at. */

import { MosaicError, type PlanFile, type Raster } from '@tesserae/core';
import { framesOf, resolveScript, withFields } from '@tesserae/core/internal';
import {
  checkFilmResumable,
  chooseFormat,
  type FilmSound,
  filmSound,
  formatOf,
  type HeardIn,
} from '@tesserae/node/internal';
import { MOST_BYTES, readInput } from '../files/read-input.js';
import type { Running } from '../job.js';
import { type Outputs, requiredOutput } from '../outputs/check.js';
import { qualityOf } from '../picture/draw.js';
import { checkedPlan } from '../plan/checked-plan.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { filmThreads } from './estimate.js';
import type { FilmInput } from './options.js';
import { filmFile } from './output.js';
import { type FilmScript, filmScript } from './script.js';

/** What is to be made. Photos of the script are looked up in the plan; a target is undefined where no frame needs it. */
export type FilmRequest = Awaited<ReturnType<typeof filmRequest>>;

/** Frames a second unless told. */
const FPS = 30;

/** The files that are asked for, by their fields. */
export function outputsOf({ output, poster }: FilmInput): Outputs {
  return { output: filmFile(output), poster };
}

/**
 * Reads all that a film is made from but for its photos.
 *
 * @throws MosaicError what `filmScript`, `chooseFormat`, `checkedPlan`, `resolveScript` and `targetOfPlan` throw; `no-memory`
 */
export async function filmRequest(input: FilmInput, running: Running) {
  const { settings, poster, encoder, force, resume } = input;
  const output = requiredOutput(input.output, 'film.mp4');
  const scripted = await filmScript(input);
  const frame = { ...input.for, fps: input.fps ?? FPS };
  const frames = framesOf(scripted.script, frame.fps);
  const format = await chooseFormat(output, { ...frame, frames, quality: qualityOf(settings), encoder });
  if (resume) checkFilmResumable(format);
  if (poster !== undefined) formatOf(poster);
  const sound = await soundFor(input, { output, seconds: frames / frame.fps }, running);
  const outputs = outputsOf(input);
  const saved = await checkedPlan(input, outputs, running, [input.plan, input.script, input.with, input.audio]);
  const other =
    input.with === undefined ? undefined : await checkedPlan({ ...input, plan: input.with }, outputs, running);
  await format.check(force);
  const script = resolveScript(scripted.script, saved.plan);
  const threads = filmThreads(settings, frame);
  const target = await targetFor(saved, input, scripted, running);
  const otherTarget = other && (await targetOfOther(other, input, running));
  return {
    ...scripted,
    script,
    input,
    output,
    frame,
    format,
    frames,
    threads,
    sound,
    saved,
    other,
    target,
    otherTarget,
  };
}

/** What is heard with the film, if anything. */
async function soundFor(
  { audio: path }: FilmInput,
  heard: HeardIn,
  { signal }: Running,
): Promise<FilmSound | undefined> {
  if (path === undefined) return undefined;
  const bytes = await readInput({ file: path, subject: 'audio', most: MOST_BYTES.sound });
  return await filmSound({ path, bytes }, heard, { signal });
}

/** The target: where frames show it, it must be there; else it only helps to choose a landing. */
async function targetFor(
  saved: PlanFile,
  { target, landing = 'auto' }: FilmInput,
  { shows }: FilmScript,
  running: Running,
): Promise<Raster | undefined> {
  const isShown = shows.target || saved.plan.overlay > 0;
  if (!isShown && target === undefined && !(shows.landing && landing === 'auto')) return undefined;
  try {
    return (await targetOfPlan(saved, target, running)).raster;
  } catch (error) {
    if (!isAbsence(error) || target !== undefined) throw error;
    if (!isShown) return undefined;
    throw withFields(error, { waysOut: [{ give: 'target' }] });
  }
}

/** The field `target` is about the first plan. */
async function targetOfOther(
  other: PlanFile,
  { with: path }: FilmInput,
  running: Running,
): Promise<Raster | undefined> {
  if (other.plan.overlay === 0) return undefined;
  try {
    return (await targetOfPlan(other, undefined, running)).raster;
  } catch (error) {
    if (!isAbsence(error)) throw error;
    throw withFields(error, { waysOut: [{ use: `the file that ${path} names, where it was` }] });
  }
}

/** Whether something thrown says that a target cannot be read. */
function isAbsence(error: unknown): error is MosaicError {
  return error instanceof MosaicError && error.code !== 'aborted';
}
