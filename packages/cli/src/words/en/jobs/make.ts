/** What `make` says, and what a dry run of it tells. */

import type { Mosaic, makeJob } from '@tesserae/jobs';
import type { CutOff, collectionFacts, Forecast, MakeFacts } from '@tesserae/jobs/internal';
import { detail, essential, type Line, result, step, type WordsOf } from '../../line.js';
import { estimateWords } from '../estimate.js';
import { likenessWords, usesWords } from '../likeness.js';
import { METRICS_MEANING, metricsWords, recolorLines } from '../metrics.js';
import { counted, megabytes, percentOfTint, plural, timingWords } from '../numbers.js';
import { paperWords } from '../paper.js';
import { hiddenWords, scanWords } from '../scan.js';

/** The words of `make`. */
export const MAKE_WORDS: WordsOf<typeof makeJob> = {
  facts: (facts) => {
    const { columns, rows, cells, width, height, cell, format, photos, print, isForPaper, forecast } = facts;
    const kind = format === null ? '' : ` ${format.toUpperCase()}`;
    const uses = photos >= cells ? 'unique possible' : `about ${plural(Math.round(cells / photos), 'cell')} a photo`;
    const lines = [
      ...photoLines(facts),
      ...(facts.crop === null ? [] : [step('target', cropWords(facts.crop))]),
      step('plan', `${columns}×${rows} = ${counted(cells)} cells of ${cell.width}×${cell.height} px`),
      step('', `${counted(width)}×${counted(height)} px${kind} · ${uses}`),
    ];
    // a dry run says it in any case, in the end
    if (isForPaper && forecast === null) lines.push(step('', paperWords(print)));
    return lines;
  },
  // a dry run says it in the end
  estimate: (estimate, { forecast }) => (forecast === null ? estimateWords(estimate) : ''),
  done: (output) => ('certificate' in output ? madeLines(output) : forecastLines(output)),
  event: (output) => {
    if ('certificate' in output) return output;
    const { forecast, ...facts } = output;
    return { ...facts, ...forecast, dryRun: true };
  },
};

/** The photos there are. */
export function photoLines({ scanned, photos, library, hidden }: ReturnType<typeof collectionFacts>): Line[] {
  const lines = [step('photos', scanned === null ? `${counted(photos)} usable in ${library}` : scanWords(scanned))];
  const words = hiddenWords(hidden);
  return words === '' ? lines : [...lines, step('hidden', `${words}; ${counted(photos)} remain`)];
}

function madeLines(mosaic: Mosaic): Line[] {
  const { metrics, photos, timings, output, bytes, plan } = mosaic;
  const words = metrics === null ? [] : [...metricsWords(metrics, photos), ...METRICS_MEANING];
  const lines: Line[] = [
    step('result', `${likenessWords(metrics)} · ${usesWords(mosaic)}`),
    ...words.map((text, i): Line => ({ kind: 'detail', label: i === 0 ? 'score' : '', text })),
  ];
  const beside = plan === null ? '' : `  (plan: ${plan})`;
  const wrote = result('wrote', `${output}  ${megabytes(bytes)}${beside}`);
  return [...lines, ...tintLines(mosaic), ...recolorLines(mosaic), detail(timingWords(timings)), wrote];
}

/** How far photos were tinted at most, if that was asked for. */
function tintLines({ tint }: Mosaic): Line[] {
  if (tint === null) return [];
  const none = 'photos stay as they are: a tint would hardly be seen';
  return [step('tint', tint === 1 ? none : `photos recoloured by at most ${percentOfTint(tint)}`)];
}

function forecastLines(facts: MakeFacts): Line[] {
  const { forecast, print, cells, crop } = facts;
  if (forecast === null) return [];
  return [
    ...(crop === null ? [] : [essential('target', cropWords(crop))]),
    essential('rules', ruleWords(forecast, cells)),
    essential('print', paperWords(print)),
    essential('takes', estimateWords(forecast.estimates)),
    ...lackLines(forecast),
    essential('result', summary(facts, forecast)),
  ];
}

/** What is left of the target, and what is cut off. */
function cropWords({ width, height, left, right, above, below }: CutOff): string {
  const sides = Object.entries({ left, right, above, below }).filter(([, share]) => share > 0);
  const lost = sides.map(([side, share]) => `${(share * 100).toFixed(1)} % ${SIDES[side]}`);
  return `cut to ${counted(width)}×${counted(height)} px; lost: ${lost.join(' and ')}`;
}

const SIDES: Readonly<Record<string, string>> = {
  left: 'at the left',
  right: 'at the right',
  above: 'above',
  below: 'below',
};

function ruleWords({ usable, mostUses, uniqueUpTo, spacing }: Forecast, cells: number): string {
  const uses =
    usable >= cells
      ? 'each photo once at most is possible'
      : `about ${plural(Math.round(cells / usable), 'cell')} a photo`;
  const bounds = mostUses === null ? 'any number of uses allowed' : `at most ${counted(mostUses)} allowed`;
  const apart = spacing === 0 ? 'repeats may touch' : `repeats more than ${plural(spacing, 'cell')} apart`;
  return `${uses} (${bounds}) · unique is possible up to ${uniqueUpTo.columns}×${uniqueUpTo.rows} · ${apart}`;
}

function lackLines({ lacks }: Forecast): Line[] {
  if (lacks.length === 0) return [essential('lacks', 'nothing: the photos have all colours of this target')];
  return lacks.map(({ colour, cells, photos }, i) => {
    const words = `${counted(cells)} cells match badly; about ${counted(photos)} more such photos would help`;
    return essential(i === 0 ? 'lacks' : '', `${colour}: ${words}`);
  });
}

function summary({ output, columns, rows, width, height, photos, rules }: MakeFacts, { spacing }: Forecast): string {
  const { maxUses } = rules;
  const uses = maxUses === 'unlimited' ? 'any number of uses' : `at most ${plural(maxUses, 'use')}`;
  return (
    `would be ${output ?? 'a mosaic'}: ${columns}×${rows} cells from ${plural(photos, 'photo')}, ` +
    `${counted(width)}×${counted(height)} px; ${uses}, spacing ${spacing}. Nothing was written.`
  );
}
