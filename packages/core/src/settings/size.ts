/** Sizes as people say them: 60x90cm, 24in (a width), 12000px, A2, 4k. */

import { MosaicError } from '../errors.js';
import { type Length, lengthIn, lengthText, received } from './length.js';

/** How large a picture may be: it fits into both sides, or has the width if there is no height. */
export interface PictureSize {
  readonly width: Length;
  /** In the unit of the width; undefined = follows from the picture's proportions. */
  readonly height: Length | undefined;
  /** The name it was said by, in lower case. */
  readonly name: string | undefined;
}

/**
 * Papers by name, width and height in millimetres, upright.
 *
 * Source: ISO 216:2007 (A and B); ANSI/ASME Y14.1 and US customary sizes (letter, legal, tabloid).
 */
export const PAPERS: Readonly<Record<string, readonly [width: number, height: number]>> = {
  a0: [841, 1189],
  a1: [594, 841],
  a2: [420, 594],
  a3: [297, 420],
  a4: [210, 297],
  a5: [148, 210],
  a6: [105, 148],
  b0: [1000, 1414],
  b1: [707, 1000],
  b2: [500, 707],
  b3: [353, 500],
  b4: [250, 353],
  b5: [176, 250],
  letter: [215.9, 279.4],
  legal: [215.9, 355.6],
  tabloid: [279.4, 431.8],
};

/** Screens by name, in pixels. */
const SCREENS: Readonly<Record<string, readonly [width: number, height: number]>> = {
  '4k': [3840, 2160],
  '8k': [7680, 4320],
};

/** The names of `PAPERS`, for a sentence. */
const PAPER_NAMES = 'A0 to A6, B0 to B5, letter, legal, tabloid';

/**
 * Reads a size: a width, a width and a height, or a name.
 *
 * @param name   what errors begin with
 * @param value  a string, or what it was read as; a number is a width in pixels
 * @param media  what errors offer: anything, or what can be printed on
 * @throws MosaicError `settings` for what is no size, has no unit, is 0 or beyond all measure
 */
export function parseSize(name: string, value: unknown, media: 'any' | 'paper' = 'any'): PictureSize {
  const size = sizeRead(value) ?? sizeNamed(value) ?? sizeIn(value);
  if (size !== undefined) return size;
  const looksNamed = typeof value === 'string' && /^\s*([ab]\d+|[a-z]+)\s*$/i.test(value);
  const known = looksNamed ? `, or a name out of ${PAPER_NAMES}${media === 'any' ? ', 4k, 8k' : ''}` : '';
  const examples = media === 'any' ? '60x90cm, 24x36in, 12000px, A2 or 4k' : '60x90cm, 24x36in or A2';
  const expected = `a size with its unit, as ${examples}${known}`;
  throw new MosaicError('settings', { subject: name, expected, received: received(value) });
}

/** A size that was read already. */
function sizeRead(value: unknown): PictureSize | undefined {
  if (typeof value !== 'object' || value === null || !('width' in value && 'height' in value)) return undefined;
  const [width, height] = [lengthIn(value.width), lengthIn(value.height)];
  if (width === undefined || (height === undefined && value.height !== undefined)) return undefined;
  if (height !== undefined && height.unit !== width.unit) return undefined;
  return { width, height, name: 'name' in value && typeof value.name === 'string' ? value.name : undefined };
}

function sizeNamed(value: unknown): PictureSize | undefined {
  if (typeof value !== 'string') return undefined;
  const name = value.trim().toLowerCase();
  // own names only: "constructor" is none
  if (Object.hasOwn(PAPERS, name)) return sized(PAPERS[name], 'mm', name);
  return Object.hasOwn(SCREENS, name) ? sized(SCREENS[name], 'px', name) : undefined;
}

function sized([width, height]: readonly [number, number], unit: Length['unit'], name: string): PictureSize {
  return { width: { value: width, unit }, height: { value: height, unit }, name };
}

/** Stands for px: nobody types it. */
const PIXELS = '\0';

function sizeIn(value: unknown): PictureSize | undefined {
  if (typeof value !== 'string' || !/[x×]/i.test(value.replace(/px/gi, ''))) {
    const width = lengthIn(value);
    return width && { width, height: undefined, name: undefined };
  }
  // the unit stands behind both numbers, or behind the second for both
  // the x of px is none between sides
  const sides = value.replace(/px/gi, PIXELS).split(/[x×]/i);
  if (sides.length !== 2) return undefined;
  const [first, second] = sides.map((side) => side.replace(PIXELS, 'px'));
  const unit = /[a-z"″]+\s*$/i.exec(second)?.[0] ?? '';
  const height = lengthIn(second);
  const width = lengthIn(first) ?? lengthIn(first + unit);
  if (width === undefined || height === undefined || width.unit !== height.unit) return undefined;
  return { width, height, name: undefined };
}

/** A size as it can be given again: `A2`, `600x900mm`, `12000px`. */
export function sizeText({ width, height, name }: PictureSize): string {
  if (name !== undefined) return name.length < 3 ? name.toUpperCase() : name;
  return height ? `${width.value}x${lengthText(height)}` : lengthText(width);
}

/** A size turned so that its longer side lies as that of a picture does; a width alone, and what is as long either way, stay as they are. */
export function turnedTo(size: PictureSize, picture: { readonly width: number; readonly height: number }): PictureSize {
  const { width, height, name } = size;
  if (height === undefined) return size;
  const turn = picture.width > picture.height !== width.value > height.value && picture.width !== picture.height;
  return turn ? { width: height, height: width, name } : size;
}
