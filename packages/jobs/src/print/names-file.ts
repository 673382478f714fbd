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
    const known = names.get(name);
    if (known === undefined) names.set(name, photos);
    else for (const photo of photos) known.push(photo);
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

/** The fields of each line. */
function linesOf(text: string, separator: string): string[][] {
  const lines: string[][] = [[]];
  for (let at = 0; at < text.length; ) {
    const quoted = text[at] === '"' ? endOfQuotes(text, at, separator) : -1;
    const end = quoted >= 0 ? quoted : endOfField(text, at, separator);
    const raw = text.slice(at, end);
    lines.at(-1)?.push(quoted >= 0 ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    if (end === text.length) break;
    if (text[end] !== separator) lines.push([]);
    else if (at === text.length) lines.at(-1)?.push('');
  }
  return lines.filter((line) => line.length > 0);
}

function endOfField(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && !isEnd(text, at, separator)) at++;
  return at;
}

/** Behind the quote that ends a field; −1 if what is only begun, or does not end a field: then a quote is a letter like others. */
function endOfQuotes(text: string, from: number, separator: string): number {
  let close = text.indexOf('"', from + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close >= 0 && isEnd(text, close + 1, separator) ? close + 1 : -1;
}

function isEnd(text: string, at: number, separator: string): boolean {
  return at >= text.length || text[at] === separator || text[at] === '\n' || text[at] === '\r';
}

/** So many letters say what is meant. */
const BRIEF = 60;

/** The beginning of a text that came from a file, to be named in an error. */
export function brief(text: string): string {
  const letters = [...text];
  return letters.length > BRIEF ? `${letters.slice(0, BRIEF - 1).join('')}…` : text;
}
