/** `film`: a plan as a film. */

import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { cellName } from '@tesserae/core';
import { type FilmInput, scratchIn, writeFilm } from '@tesserae/node';
import type { Call } from '../call.js';
import { megabytes, peakMemory, type Stopwatch, stopwatch } from '../facts.js';
import { sayStandIns } from '../few-notes.js';
import { innerMosaics } from '../film-endless.js';
import { flashNote } from '../film-flashes.js';
import { landingOf } from '../film-landing.js';
import { type FilmOrder, filesOf, filmOrder } from '../film-order.js';
import { filmSizeWords } from '../film-size.js';
import { frameWords, paceWords, styleWords } from '../film-words.js';
import { checkAgainstLibrary } from '../outputs.js';
import { photoSizes } from '../photo-sizes.js';
import { type OpenPlan, openPlan } from '../plan-on-disk.js';

/** Makes a film. */
export async function film(call: Call): Promise<number> {
  const order = await filmOrder(call);
  const watch = stopwatch(['prepare', 'film']);
  watch.begin('prepare');
  // a photo that is seen from near and from afar is decoded once and put aside
  const scratch = scratchIn(dirname(resolve(order.output)));
  const opened: OpenPlan[] = [];
  try {
    opened.push(await openPlan(call, order.saved, scratch));
    if (order.other) opened.push(await openPlan(call, order.other, scratch));
    for (const { library } of opened) await checkAgainstLibrary(filesOf(call, order.format), library);
    return await shoot(call, order, opened, watch);
  } finally {
    await scratch.close();
    for (const { library } of opened) library.close();
  }
}

/** Says what will be, makes it, says what came of it. */
async function shoot(call: Call, order: FilmOrder, opened: readonly OpenPlan[], watch: Stopwatch): Promise<number> {
  const { flags, voice, settings, signal } = call;
  const { output, format, frames, wish } = order;
  const input = await inputOf(call, order, opened);
  sayOrder(call, order, input);
  if (wish.style === undefined) {
    const note = await flashNote(input, wish);
    if (note !== undefined) voice.note(note);
  }
  watch.begin('film');
  const options = {
    frame: wish.frame,
    format,
    poster: flags.poster,
    jobs: settings.jobs || undefined,
    force: flags.force,
  };
  const made = await writeFilm(input, options, { signal, onProgress: voice.progress });
  const { prepare, film, ...rest } = watch.timings();
  voice.detail(
    `film ${film.toFixed(2)} s · drawing ${made.drawing.toFixed(1)} s and encoding ${made.coding.toFixed(1)} s of work`,
  );
  const bytes = await bytesOf(output);
  voice.result(`wrote    ${output}${bytes === null ? '' : `  ${megabytes(bytes)}`}  (${paceWords(made, film)})`);
  const { columns } = order.saved.plan.layout.shape;
  voice.event('done', {
    ...{ output, ...wish.frame, frames, seconds: made.seconds, encoder: format.said, style: wish.style ?? null },
    ...{ landing: wish.shows.landing ? cellName(input.landing, columns) : null, poster: flags.poster ?? null },
    ...{
      drawing: made.drawing,
      coding: made.coding,
      standIns: sayStandIns(
        call,
        opened.flatMap(({ standIns }) => standIns),
      ),
    },
    ...{ bytes, timings: { prepare, film, ...rest }, peakRss: peakMemory(call) },
  });
  return 0;
}

async function inputOf(call: Call, order: FilmOrder, [mine, others]: readonly OpenPlan[]): Promise<FilmInput> {
  const { wish, target, script } = order;
  const { plan } = mine.saved;
  const pixels = photoSizes(mine.library, plan);
  const sizes = (photo: number) => ({ width: pixels[photo * 2], height: pixels[photo * 2 + 1] });
  const landing = wish.shows.landing
    ? await landingOf(call, mine, { frame: wish.frame, sizes, target, within: wish.endless > 0 })
    : 0;
  const other = others && { plan: others.saved.plan, photos: others.photos };
  const inner = wish.endless > 1 && target ? await innerMosaics(call, mine, { wish, landing, sizes, target }) : [];
  return {
    plan,
    photos: mine.photos,
    sizes,
    landing,
    script,
    inner,
    ...(target && { target }),
    ...(other && { other }),
  };
}

function sayOrder({ voice }: Call, order: FilmOrder, { landing }: FilmInput): void {
  voice.step('plan', frameWords(order));
  voice.step('film', styleWords(order, landing));
  voice.step('takes', filmSizeWords(order.size));
}

/** Of a file; frames in a folder are not counted together. */
async function bytesOf(output: string): Promise<number | null> {
  const there = await stat(output).catch(() => undefined);
  return there?.isFile() ? there.size : null;
}
