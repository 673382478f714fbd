/** Texts in files that the user named. */

import { isUtf8 } from 'node:buffer';
import { type ErrorCode, MosaicError } from '@tesserae/core';
import { parsedJson } from '@tesserae/core/internal';
import { MOST_BYTES, readInput } from './read-input.js';

/**
 * Reads a file whose text is checked afterwards, as JSON is.
 *
 * @throws MosaicError as `readInput` does
 */
export async function readText(file: string, most: number = MOST_BYTES.text): Promise<string> {
  return (await readInput({ file, most })).toString('utf8');
}

/**
 * The JSON in a text.
 *
 * @param file  where the text is from
 * @throws MosaicError with the code if it is none
 */
export function jsonIn(text: string, file: string, code: ErrorCode): unknown {
  const parsed = parsedJson(text);
  if ('json' in parsed) return parsed.json;
  const { received, cause } = parsed;
  throw new MosaicError(code, { file, expected: 'JSON', received, waysOut: [{ do: 'check-json' }] }, cause);
}

/**
 * Reads a text file that must be in UTF-8, with or without a mark of the byte order.
 *
 * @param subject  the option that named it
 * @throws MosaicError as `readInput` does, or `usage` for another encoding and for what is no text
 */
export async function readUtf8(file: string, subject: string): Promise<string> {
  const bytes = await readInput({ file, subject, most: MOST_BYTES.text });
  const otherwise = otherThanText(bytes);
  const fault = (received: string, cause?: unknown) =>
    new MosaicError('usage', { file, subject, expected: 'text in UTF-8', received }, cause);
  if (otherwise !== undefined) throw fault(otherwise);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw fault(`another encoding, as Windows-1252 or Latin-1, in line ${lineOfFault(bytes)}`, cause);
  }
}

/** So much is looked at to tell what a file is. */
const LOOKED_AT = 4096;

/** What a file is, if it has zeros, which no text in UTF-8 has, or begins as UTF-16 does. */
function otherThanText(bytes: Buffer): string | undefined {
  const begin = bytes.subarray(0, LOOKED_AT);
  const mark = begin.length < 2 ? 0 : begin.readUInt16BE(0);
  if (mark === 0xfffe || mark === 0xfeff) return 'UTF-16';
  if (!bytes.includes(0)) return undefined;
  // Latin letters of UTF-16 have a zero for every second byte
  const zeros = [0, 1].map((side) => begin.filter((byte, i) => i % 2 === side && byte === 0).length);
  const half = begin.length / 2;
  return Math.max(...zeros) > half * 0.8 && Math.min(...zeros) < half * 0.2 ? 'UTF-16' : 'something that is no text';
}

/** The first line, from 1, that is not UTF-8: a line break is never a part of another letter. */
function lineOfFault(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to;
  }
  return line;
}
