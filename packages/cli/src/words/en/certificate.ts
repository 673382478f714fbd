/** The certificate in words: how far a plan can be from the best one. */

import type { Certificate } from '@tesserae/core';
import { MOST_OF_A_RULE } from '@tesserae/core/internal';
import type { Line } from '../line.js';
import { tableLine } from './metrics.js';
import { counted, plural } from './numbers.js';

/** In one sentence. The gap is rounded up, as it is said to be at most that. */
export function certificateWords({ gap }: Pick<Certificate, 'gap'>): string {
  if (gap === 0) return 'cell by cell the closest possible: no arrangement that obeys the rules is closer';
  return `cell by cell, the look of the whole aside: at most ${percent(gap)} from the closest that the rules allow`;
}

/** What that means, and how far it goes. */
export function certificateDetails({ spaced, steps, converged }: Certificate): string {
  const counts = spaced
    ? 'repeats kept apart are counted in'
    : 'repeats kept apart are not counted in, so the truth is better';
  return `what is chosen for the look of the whole, or for variety, costs single cells more on purpose · ${counts}${raisedWords(steps, converged)}`;
}

function raisedWords(steps: number, converged: boolean): string {
  if (steps === 0) return converged ? '' : ' · stopped before the bound was raised';
  return ` · bound raised in ${plural(steps, 'step')}, ${converged ? 'as far as it goes' : 'more would raise it'}`;
}

type CertificateFields = Certificate & { readonly violations: number };

/** The whole certificate as a table; cost and bound alone say nothing to a person. */
export function certificateLines({ gap, steps, violations }: CertificateFields): Line[] {
  return [
    tableLine('gap', gap, 'of single cells above the lower bound: 0 is best'),
    tableLine('steps', steps, 'by which the bound was raised'),
    tableLine('violations', violations, 'rules that are broken'),
  ];
}

/** Violations as a person counts them. */
export function violationWords(violations: number): string {
  if (violations === 0) return 'every rule is kept';
  if (violations === 1) return '1 rule is broken';
  // of a rule, no more are listed
  return `rules are broken ${counted(violations)} times${violations < MOST_OF_A_RULE ? '' : ' or more'}`;
}

/** A share as .03 %, 3.1 % or 31 %, rounded up: two digits, three above a hundred. */
function percent(share: number): string {
  const value = share * 100;
  if (!Number.isFinite(value)) return '∞ %';
  const decimals = value < 1 ? 2 : value < 10 ? 1 : 0;
  // what computers make of decimals must not be rounded up to the next one
  const scaled = Number((value * 10 ** decimals).toFixed(6));
  return `${(Math.ceil(scaled) / 10 ** decimals).toFixed(decimals)} %`;
}
