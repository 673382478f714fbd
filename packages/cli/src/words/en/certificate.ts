/** The certificate in words: how far a plan can be from the best one, and why. */

import type { Certificate } from '@tesserae/core';
import type { Line } from '../line.js';
import { tableLine } from './metrics.js';

/**
 * In one line. The gap is rounded up, as it is said to be at most that.
 *
 * "to the best possible": no arrangement that keeps the bounds of uses, be it without spacing and refinement, costs less
 * than the bound.
 */
export function certificateWords(certificate: Certificate): string {
  const { gap, assignmentGap, spacingCost, refineCost, editCost } = certificate;
  if (gap === 0) return 'the best possible: no arrangement of these photos is closer, cell by cell';
  const edits = editCost === undefined ? '' : ` · edits ${percent(editCost)}`;
  const parts = `assignment ${percent(assignmentGap)} · spacing ${percent(spacingCost)} · refinement ${percent(refineCost)}${edits}`;
  return `gap ≤ ${percent(gap, Math.ceil)} above a lower bound that no arrangement can beat (${parts})`;
}

type CertificateFields = Certificate & { readonly violations: number };

/** What each number says, in the order they are shown; cost and bound alone say nothing to a person. */
const MEANINGS: readonly (readonly [name: keyof CertificateFields, meaning: string])[] = [
  ['gap', 'above the lower bound: 0 is the best'],
  ['assignmentGap', 'part of the gap: left by the assignment'],
  ['spacingCost', 'part of the gap: for keeping repeats apart'],
  ['refineCost', 'part of the gap: for the look of the whole mosaic'],
  ['editCost', 'part of the gap: for edits'],
  ['violations', 'rules that are broken'],
];

/** The whole certificate as a table. */
export function certificateLines(fields: CertificateFields): Line[] {
  return MEANINGS.flatMap(([name, meaning]) => {
    const value = fields[name];
    return value === undefined ? [] : [tableLine(name, value, meaning)];
  });
}

/** Violations as a person counts them. */
export function violationWords(violations: number): string {
  if (violations === 0) return 'every rule is kept';
  return violations === 1 ? '1 rule is broken' : `rules are broken ${violations} times`;
}

/** A share as .03 %, 3.1 % or 31 %: two digits, three above a hundred. */
function percent(share: number, round: (value: number) => number = Math.round): string {
  const value = share * 100;
  if (!Number.isFinite(value)) return '∞ %';
  const decimals = value === 0 ? 0 : Math.abs(value) < 1 ? 2 : Math.abs(value) < 10 ? 1 : 0;
  // what computers make of decimals must not be rounded up to the next one
  const scaled = Number((value * 10 ** decimals).toFixed(6));
  return `${(round(scaled) / 10 ** decimals).toFixed(decimals)} %`;
}
