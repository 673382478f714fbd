/** What `make` says of a clip. */

import type { clipJob } from '@tesserae/jobs';
import { result, step, type WordsOf } from '../../line.js';
import { counted, plural } from '../numbers.js';
import { outputWords } from './film.js';
import { photoLines } from './make.js';

/** The words of a moving mosaic. */
export const CLIP_WORDS: WordsOf<typeof clipJob> = {
  facts: (facts) => {
    const { clip, fps, frames, seconds, columns, rows, cells, cell, width, height, changeBudget, encoder } = facts;
    const inRows = `${columns}×${rows} = ${counted(cells)} cells of ${cell.width}×${cell.height} px`;
    const length = `${seconds.toFixed(1)} s · ${plural(frames, 'frame')} at ${fps} a second`;
    return [
      ...photoLines(facts),
      step('clip', `${clip.width}×${clip.height} px · ${length}`),
      step('plan', `${inRows} · at most ${percent(changeBudget)} change a frame`),
      step('', `${counted(width)}×${counted(height)} px · ${encoder}`),
    ];
  },
  done: ({ output, used, shots, changed, likeness, frames, bytes }) => {
    const { far_dE, edge, judged } = likeness;
    const filmed = shots === 1 ? 'one shot' : plural(shots, 'shot');
    const mean = judged === frames ? 'all frames' : plural(judged, 'frame');
    return [
      step('solve', `${plural(used, 'photo')} used · ${filmed} · ${percent(changed)} of the cells change a frame`),
      step('score', `far ΔE ${far_dE.toFixed(2)} · edge ${edge.toFixed(3)}, mean of ${mean}`),
      result('wrote', outputWords(output, bytes)),
    ];
  },
};

function percent(share: number): string {
  return `${Number((share * 100).toFixed(share < 0.01 ? 2 : 1))} %`;
}
