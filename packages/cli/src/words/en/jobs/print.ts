import type { printJob } from '@tesserae/jobs';
import type { FactsOf } from '@tesserae/jobs/internal';
import { detail, result, step, type WordsOf } from '../../line.js';
import { estimateWords } from '../estimate.js';
import { counted, megabytes, millimetres, plural, roughly, timingWords } from '../numbers.js';

/** What `print` says. */
export const PRINT_WORDS: WordsOf<typeof printJob> = {
  facts: (facts) => {
    const pages = step('print', pageWords(facts));
    return facts.picture ? [step('plan', layoutWords(facts)), pages] : [pages];
  },
  estimate: (estimate) => estimateWords(estimate, ''),
  done: ({ output, bytes, timings }) => [
    detail(timingWords(timings)),
    result('wrote', `${output}  ${megabytes(bytes)}`),
  ],
  event: ({ disk: _, ...printed }) => printed,
};

type PrintFacts = FactsOf<typeof printJob>;

/** The mosaic on paper. */
function layoutWords({ columns, rows, sheet, width, height, dpi, photo }: PrintFacts): string {
  const cells = `${columns}×${rows} cells of ${photo.toFixed(1)} mm`;
  const paper = `${centimetres(sheet.width)} × ${centimetres(sheet.height)} cm`;
  return `${cells} on ${paper} · ${counted(width)}×${counted(height)} px, ${Math.round(dpi)} dpi`;
}

/** The pages. */
function pageWords({ pages, picture, index, bleed, marks, cards, disk }: PrintFacts): string {
  const { across, down, overlap } = pages;
  const parts = [];
  if (picture) {
    const all = across * down;
    parts.push(all === 1 ? '1 page' : `${all} pages, ${across} across and ${down} down`);
    if (overlap > 0) parts.push(`${millimetres(overlap)} overlap`);
    parts.push(bleed > 0 ? `${millimetres(bleed)} bleed` : 'no bleed', marks ? 'marks' : 'no marks');
    parts.push(`about ${megabytes(roughly(disk))}`);
  }
  if (index) parts.push('an index page');
  if (cards > 0) parts.push(plural(cards, 'card'));
  return parts.join(' · ');
}

function centimetres(length: number): string {
  return String(Number((length / 10).toFixed(1)));
}
