/** `film`: a plan as a film. */

import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { cellName, isGiven, type Plan, type Progress } from '@tesserae/core';
import { type FilmResult, partsKey, planKey, scratchIn, writeFilm } from '@tesserae/node';
import type { Call } from './call.js';
import { megabytes, peakMemory, type Stopwatch, stopwatch } from './facts.js';
import { sayStandIns } from './few-notes.js';
import { innerMosaics } from './film-endless.js';
import { flashNote } from './film-flashes.js';
import { filmInput } from './film-input.js';
import { type FilmOrder, filesOf, filmOrder } from './film-order.js';
import { enlargedLanding } from './film-sharp.js';
import { filmSizeWords } from './film-size.js';
import { frameWords, paceWords, styleWords } from './film-words.js';
import { checkAgainstLibrary } from './outputs.js';
import { partsOf } from './parts.js';
import { type OpenPlan, openPlan } from './plan-on-disk.js';

/** Makes a film. */
export async function film(call: Call): Promise<number> {
  const { flags, words, settings } = call;
  const order = await filmOrder(call);
  const watch = stopwatch(['prepare', 'film']);
  watch.begin('prepare');
  // a photo that is seen from near and from afar is decoded once and put aside
  const scratch = scratchIn(dirname(resolve(order.output)));
  // a zoom waits for originals in its middle: as many are decoded at a time as there are cores, unless memory is short
  const decodeAtOnce = isGiven(settings, 'memory') ? undefined : settings.jobs || availableParallelism();
  const how = { scratch, decodeAtOnce };
  const opened: OpenPlan[] = [];
  try {
    const [first] = flags.with === undefined ? [] : words;
    opened.push(await openPlan(call, order.saved, { ...how, path: first }));
    if (order.other) opened.push(await openPlan(call, order.other, { ...how, path: flags.with }));
    for (const { library } of opened) await checkAgainstLibrary(filesOf(call, order.format), library);
    return await shoot(call, order, opened, watch);
  } finally {
    await scratch.close();
    for (const { library } of opened) library.close();
  }
}

/** Says what will be, makes it, says what came of it. */
async function shoot(call: Call, order: FilmOrder, opened: readonly OpenPlan[], watch: Stopwatch): Promise<number> {
  const { flags, voice, signal } = call;
  const { format, wish } = order;
  voice.step('plan', frameWords(order));
  voice.step('takes', filmSizeWords(order.size));
  const first = await filmInput(call, order, opened);
  voice.step('film', styleWords(order, first.landing));
  const soft = wish.shows.landing && wish.endless === 0 ? enlargedLanding(first, wish.frame) : undefined;
  if (soft !== undefined) voice.note(soft);
  const inner = wish.endless > 1 ? await innerMosaics(call, opened[0], first, wish) : [];
  const input = { ...first, inner };
  const note = wish.style === undefined ? await flashNote(input, wish) : undefined;
  if (note !== undefined) voice.note(note);
  watch.begin('film');
  const parts = partsOf(
    call,
    await keyOf(
      call,
      order,
      inner.map(({ plan }) => plan),
    ),
  );
  const options = { frame: wish.frame, format, poster: flags.poster, force: flags.force, parts };
  const jobs = order.jobs || undefined;
  const made = await writeFilm(input, { ...options, jobs }, { signal, onProgress: progressOf(call, order) });
  const standIns = sayStandIns(
    call,
    opened.flatMap((plan) => plan.standIns),
  );
  const landed = order.saved.plan.photos[input.landing];
  if (wish.shows.landing && wish.endless === 0 && opened[0].standIns.some(({ photo }) => photo === landed)) {
    voice.note('the photo that the film lands on is one of those drawn from their thumbnails: it looks soft.');
  }
  await sayMade(call, order, { made, landing: input.landing, timings: watch.timings(), standIns });
  return 0;
}

/** What the frames of a film depend on besides its script: its plans, and the pictures they are made for. */
async function keyOf({ decoders }: Call, { saved, other }: FilmOrder, inner: readonly Plan[]): Promise<string> {
  const codec = await decoders.codecVersion();
  const files = other ? [saved, other] : [saved];
  const keys = files.flatMap(({ plan, target }) => [target.sha256, planKey(plan, { target: target.sha256, codec })]);
  const means = { target: saved.target.sha256, codec };
  return partsKey(keys, ...inner.map((plan) => planKey(plan, means)));
}

/** The bar is there from the start: until the first frames come, photos are read. */
function progressOf({ voice }: Call, { frames }: FilmOrder): (progress: Progress) => void {
  const begin = () => voice.progress({ stage: 'film', done: 0, total: frames });
  begin();
  return (progress) => {
    voice.progress(progress);
    if (progress.stage === 'photos' && progress.done === progress.total) begin();
  };
}

/** What came of an order. */
interface Outcome {
  readonly made: FilmResult;
  readonly landing: number;
  readonly timings: ReturnType<Stopwatch['timings']>;
  readonly standIns: number;
}

async function sayMade(call: Call, order: FilmOrder, { made, landing, timings, standIns }: Outcome): Promise<void> {
  const { voice, flags } = call;
  const { output, wish, format, saved } = order;
  const { frames, seconds, drawing, coding } = made;
  voice.detail(
    `film ${timings.film.toFixed(2)} s · drawing ${drawing.toFixed(1)} s and encoding ${coding.toFixed(1)} s of work`,
  );
  const bytes = await bytesOf(output);
  voice.result(
    `wrote    ${output}${bytes === null ? '' : `  ${megabytes(bytes)}`}  (${paceWords(made, timings.film)})`,
  );
  voice.event('done', {
    ...{ output, ...wish.frame, frames, seconds, encoder: format.said, style: wish.style ?? null },
    ...{
      landing: wish.shows.landing ? cellName(landing, saved.plan.layout.shape) : null,
      poster: flags.poster ?? null,
    },
    ...{ drawing, coding, standIns, bytes, timings, peakRss: peakMemory(call) },
  });
}

/** Of a file; frames in a folder are not counted together. */
async function bytesOf(output: string): Promise<number | null> {
  const there = await stat(output).catch(() => undefined);
  return there?.isFile() ? there.size : null;
}
