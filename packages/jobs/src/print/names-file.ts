/** A table of who is in which photo: a name, then files, folders, patterns or hashes. */

import { MosaicError } from '@tesserae/core';
import { readUtf8 } from '../files/read-text.js';

/** Somebody, and how their photos are named. */
export interface NamedPhotos {
  readonly name: string;
  /** As of `findPhotos`, or beginnings of hashes. */
  readonly photos: readonly string[];
}

/**
 * Reads the table, CSV as of RFC 4180 or with semicolons: a line a photo, or several photos on a line. Lines of one name are
 * one; they stand in the order of their first lines.
 *
 * @throws MosaicError what `readUtf8` throws, or `usage` naming the line that is wrong
 */
export async function readNames(path: string): Promise<NamedPhotos[]> {
  const text = await readUtf8(path, 'cards');
  const fault = { file: path, subject: 'cards' };
  const names = new Map<string, string[]>();
  for (const [i, fields] of linesOf(text, separatorOf(text)).entries()) {
    const [name, ...photos] = fields.map((field) => field.trim()).filter((field, at) => at === 0 || field !== '');
    if (name === '' && photos.length === 0) continue;
    if (i === 0 && /^names?$/i.test(name) && /^photos?$/i.test(photos[0] ?? '')) continue;
    if (name === '' || photos.length === 0) {
      const received = photos.length === 0 ? `"${brief(name)}" alone` : 'a photo without a name';
      const line = `${path}, line ${i + 1}`;
      throw new MosaicError('usage', {
        ...fault,
        file: line,
        expected: 'a name and a photo, as Ruth,beach.jpg',
        received,
      });
    }
    names.set(name, [...(names.get(name) ?? []), ...photos]);
  }
  if (names.size > 0) return [...names].map(([name, photos]) => ({ name, photos }));
  throw new MosaicError('usage', {
    ...fault,
    expected: 'lines with a name and a photo, as Ruth,beach.jpg',
    received: 'none',
  });
}

/** What spreadsheets write where the comma is in numbers, if the first line has it outside of quotes. */
function separatorOf(text: string): ',' | ';' {
  const [first = ''] = text.split(/\r?\n/, 1);
  return first.replaceAll(/"[^"]*"/g, '').includes(';') ? ';' : ',';
}

/** What stands in quotes as a whole; a quote that is only begun is a letter like others. */
const QUOTED = /^"(?:[^"]|"")*"$/;

/** The fields of each line. */
function linesOf(text: string, separator: ',' | ';'): string[][] {
  const lines: string[][] = [[]];
  // a field, quoted or not, and what ends it
  const field =
    separator === ',' ? /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|\r|$)/gy : /("(?:[^"]|"")*"|[^;\r\n]*)(;|\r?\n|\r|$)/gy;
  for (const [all, raw, end] of text.matchAll(field)) {
    lines.at(-1)?.push(QUOTED.test(raw) ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (all === '') break;
    if (end !== separator && end !== '') lines.push([]);
  }
  return lines;
}

/** So many letters say what is meant. */
const BRIEF = 60;

/** The beginning of a text that came from a file, to be named in an error. */
export function brief(text: string): string {
  const letters = [...text];
  return letters.length > BRIEF ? `${letters.slice(0, BRIEF - 1).join('')}…` : text;
}
