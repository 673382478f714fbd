/** Lengths as people say them: 15mm, 60cm, 2.5in, 12000px. */

import { MosaicError } from '../errors.js';
import { said } from '../runtime/said.js';

/** A length on paper, or a number of pixels. */
export interface Length {
  /** Above 0; whole for pixels. */
  readonly value: number;
  readonly unit: 'mm' | 'px';
}

/** Millimetres of an inch. */
export const MM_PER_INCH = 25.4;

/** Millimetres of each unit that measures paper. */
const MILLIMETRES: Readonly<Record<string, number>> = {
  mm: 1,
  cm: 10,
  m: 1000,
  in: MM_PER_INCH,
  inch: MM_PER_INCH,
  '"': MM_PER_INCH,
  '″': MM_PER_INCH,
};

/** What is longer is a slip of the finger: 100 m of paper, a million pixels. */
const MOST: Readonly<Record<Length['unit'], number>> = { mm: 100_000, px: 1_000_000 };

const LENGTH = /^\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*([a-z]+|["″])?\s*$/i;

/**
 * Reads a length with its unit: mm, cm, m, in or px.
 *
 * @param name   what errors begin with
 * @param value  a string, or what it was read as; a number is pixels
 * @param examples  what errors offer
 * @throws MosaicError `settings` for what is no length, has no unit, is 0 or beyond all measure
 */
export function parseLength(name: string, value: unknown, examples = '15mm, 2in or 64px'): Length {
  const length = lengthIn(value);
  if (length !== undefined) return length;
  throw new MosaicError('settings', {
    subject: name,
    expected: `a length with its unit, as ${examples}`,
    received: received(value),
  });
}

/** Whether a value is a length that was read already. */
export function isLength(value: unknown): value is Length {
  if (typeof value !== 'object' || value === null || !('value' in value && 'unit' in value)) return false;
  return typeof value.value === 'number' && (value.unit === 'mm' || value.unit === 'px');
}

/** The length that a value says, undefined if it says none. A number is pixels. */
export function lengthIn(value: unknown): Length | undefined {
  if (isLength(value)) return measured(value.value, value.unit);
  if (typeof value === 'number') return measured(value, 'px');
  const [, digits, unit = ''] = (typeof value === 'string' && LENGTH.exec(value)) || [];
  if (digits === undefined) return undefined;
  const number = Number(digits.replace(',', '.'));
  if (unit.toLowerCase() === 'px') return measured(number, 'px');
  const millimetres = MILLIMETRES[unit.toLowerCase()];
  return millimetres === undefined ? undefined : measured(number * millimetres, 'mm');
}

function measured(value: number, unit: Length['unit']): Length | undefined {
  // a micrometre is as fine as paper is measured: 23.39in times 25.4 has sixteen digits
  const rounded = unit === 'mm' ? Math.round(value * 1000) / 1000 : value;
  const fits = rounded > 0 && rounded <= MOST[unit] && (unit === 'mm' || Number.isInteger(rounded));
  return fits ? { value: rounded, unit } : undefined;
}

/** What was received, and what is wrong with it where that can be told. */
export function received(value: unknown): string {
  const fault = typeof value === 'string' ? faultOf(value) : undefined;
  return fault === undefined ? said(value) : `${said(value)}, which ${fault}`;
}

function faultOf(text: string): string | undefined {
  if (/^\s*[\d.,]+(\s*[x×]\s*[\d.,]+)?\s*$/i.test(text)) return 'has no unit';
  if (/^\s*[-−]\s*[\d.,]/.test(text)) return 'is less than nothing';
  const sides = text.split(/[x×](?!$)/i).map((side) => LENGTH.exec(side)?.[1]);
  if (sides.includes(undefined)) return undefined;
  const numbers = sides.map((digits) => Number(digits?.replace(',', '.')));
  if (numbers.includes(0)) return 'is nothing: lengths are above 0';
  return Math.max(...numbers) > 100 ? `is beyond all measure: at most ${MOST.mm / 1000}m or ${MOST.px}px` : undefined;
}

/** A length as it can be given again: `15mm`, `64px`. */
export function lengthText({ value, unit }: Length): string {
  return `${value}${unit}`;
}

/** The pixels of a length at a resolution, not rounded. */
export function pixelsOf({ value, unit }: Length, dpi: number): number {
  return unit === 'px' ? value : (value / MM_PER_INCH) * dpi;
}
