import type { renderJob } from '@tesserae/jobs';
import { detail, result, step, type WordsOf } from '../../line.js';
import { recolorLines } from '../metrics.js';
import { counted, megabytes, timingWords } from '../numbers.js';
import { paperWords } from '../paper.js';
import { thumbnailLines } from '../run.js';

/** What `render` says. */
export const RENDER_WORDS: WordsOf<typeof renderJob> = {
  facts: ({ columns, rows, width, height, paper }) => {
    if (width === 0) return [];
    const lines = [step('plan', `${columns}×${rows} cells · ${counted(width)}×${counted(height)} px`)];
    return paper === null ? lines : [...lines, step('', paperWords(paper))];
  },
  done: (rendered) => {
    const { output, report, bytes, timings, standIns } = rendered;
    if (output === null) return [result('wrote', String(report))];
    return [
      ...thumbnailLines(standIns),
      ...recolorLines(rendered),
      detail(timingWords(timings)),
      result('wrote', `${output}  ${megabytes(bytes)}`),
    ];
  },
};
