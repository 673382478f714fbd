import type { indexJob } from '@tesserae/jobs';
import { detail, type Line, result, step, type WordsOf } from '../../line.js';
import { timingWords } from '../numbers.js';
import { hiddenWords, scanWords } from '../scan.js';

/** What `index` says. */
export const INDEX_WORDS: WordsOf<typeof indexJob> = {
  done: (indexed) => {
    const { photos, refused, hidden, library, timings } = indexed;
    const lines: Line[] = [result('photos', scanWords(indexed))];
    const what = hiddenWords(hidden);
    if (what !== '') lines.push(step('hidden', what));
    if (photos + refused > 0) lines.push(step('library', library));
    return [...lines, detail(timingWords(timings))];
  },
};
