/** What `film` says. */

import type { filmJob } from '@tesserae/jobs';
import { detail, result, step, type WordsOf } from '../../line.js';
import { estimateWords } from '../estimate.js';
import { megabytes, plural, roughly } from '../numbers.js';

/** The words of `film`. */
export const FILM_WORDS: WordsOf<typeof filmJob> = {
  facts: ({ columns, rows, width, height, fps, frames, seconds, style, scenes, landing, photo, encoder, sound }) => {
    const time = `${Math.round(seconds * 100) / 100} s = ${plural(frames, 'frame')}`;
    const where = landing === null ? '' : ` · lands in ${landing}, ${photo}`;
    return [
      step('plan', `${columns}×${rows} cells · ${width}×${height} px, ${fps} frames a second, ${time}`),
      step('film', `${style ?? `script of ${plural(scenes, 'scene')}`}${where} · ${encoder}`),
      ...(sound === null ? [] : [step('sound', soundWords(sound))]),
    ];
  },
  estimate: (estimate) => estimateWords(estimate, `at most about ${megabytes(roughly(estimate.disk))} on disk`),
  done: ({ output, frames, drawing, coding, bytes, timings }) => {
    const pace = `(${plural(frames, 'frame')}, ${(frames / Math.max(timings.film, 1e-3)).toFixed(1)} a second)`;
    const work = `drawing ${drawing.toFixed(1)} s and encoding ${coding.toFixed(1)} s of work`;
    return [
      detail(`film ${timings.film.toFixed(2)} s · ${work}`),
      result('wrote', `${outputWords(output, bytes)}  ${pace}`),
    ];
  },
};

/** What is heard, and how it comes into the film. */
function soundWords({ file, codec, encoder }: { file: string; codec: string; encoder: string | null }): string {
  return `${file} (${codec}), ${encoder === null ? 'copied' : `encoded by ${encoder}`}`;
}

/** A film with its size; null for frames in a folder. */
export function outputWords(output: string, bytes: number | null): string {
  return bytes === null ? output : `${output}  ${megabytes(bytes)}`;
}
