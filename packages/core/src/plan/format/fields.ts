/** Reading JSON that claims to be a plan: each field by its name, of its kind and in its range, or refused. */

import { MosaicError } from '../../errors.js';

/** An object whose fields are still unknown. */
export type Fields = Readonly<Record<string, unknown>>;

/** What numbers a field may hold, and how that is said. */
export interface Range {
  readonly least: number;
  readonly most: number;
  /** Only whole numbers. */
  readonly whole?: boolean;
  /** As it stands after "a number". */
  readonly expected: string;
}

/** The object in a field. Each of these throws MosaicError `not-a-plan` naming the field. */
export function fields(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(name, 'an object', value);
  // a plain object: its fields are checked one by one
  return value as Fields;
}

/** Numbers from `least` to `most`. */
export function between(least: number, most: number): Range {
  return { least, most, expected: `from ${least} to ${most}` };
}

/** Whole numbers from `least` to `most`. */
export function whole(least: number, most: number): Range {
  return { least, most, whole: true, expected: `that is whole, from ${least} to ${most}` };
}

/** Any number but NaN and the infinite ones. */
export const FINITE: Range = between(-Number.MAX_VALUE, Number.MAX_VALUE);

/** The number in a field. */
export function number(value: unknown, name: string, range: Range = FINITE): number {
  if (typeof value !== 'number' || Number.isNaN(value)) throw wrong(name, 'a number', value);
  if (fits(value, range)) return value;
  throw wrong(name, range === FINITE ? 'a number' : `a number ${range.expected}`, value);
}

function fits(value: number, { least, most, whole }: Range): boolean {
  return value >= least && value <= most && (whole !== true || Number.isInteger(value));
}

/** A positive whole number that counts something. */
export function positive(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
  throw wrong(name, 'a positive integer', value);
}

/** The truth value in a field. */
export function boolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw wrong(name, 'true or false', value);
  return value;
}

/** The string in a field. */
export function string(value: unknown, name: string): string {
  if (typeof value !== 'string') throw wrong(name, 'a string', value);
  return value;
}

/** A list of strings. */
export function strings(value: unknown, name: string): string[] {
  if (!Array.isArray(value)) throw wrong(name, 'a list of strings', value);
  return value.map((item) => string(item, name));
}

/** A column of `length` numbers in a range; one number stands for all of them. */
export function numbers(value: unknown, name: string, length: number, range: Range): number[] {
  if (typeof value === 'number') return new Array<number>(length).fill(number(value, name, range));
  if (!Array.isArray(value) || value.length !== length) throw wrong(name, `${length} numbers`, value);
  return value.map((item) => number(item, name, range));
}

/** The refusal of a field. */
export function wrong(name: string, expected: string, value: unknown): MosaicError {
  const received = Array.isArray(value) ? `a list of ${value.length}` : (JSON.stringify(value) ?? 'nothing');
  return new MosaicError('not-a-plan', { subject: name, expected, received: received.slice(0, 60) });
}
