import type { zoomJob } from '@tesserae/jobs';
import { detail, result, step, type WordsOf } from '../../line.js';
import { estimateWords } from '../estimate.js';
import { counted, megabytes, plural, roughly, timingWords } from '../numbers.js';

/** What `zoom` says. */
export const ZOOM_WORDS: WordsOf<typeof zoomJob> = {
  facts: ({ columns, rows, width, height, hasNoAddress }) => {
    const lines = [step('plan', `${columns}×${rows} cells · ${counted(width)}×${counted(height)} px`)];
    const placeholder = 'iiif/info.json has a placeholder for its address: set it with --url.';
    return hasNoAddress ? [...lines, detail(placeholder)] : lines;
  },
  estimate: (estimate, { size, singleFile }) => {
    const what = singleFile ? 'in one page' : `in ${plural(size.files, 'file')}`;
    return estimateWords(estimate, `${megabytes(roughly(size.bytes))} ${what}`);
  },
  done: ({ output, bytes, timings }) => {
    const open = /\.html?$/i.test(output) ? '' : `  (open ${output}/index.html)`;
    return [detail(timingWords(timings)), result('wrote', `${output}  ${megabytes(bytes)}${open}`)];
  },
};
