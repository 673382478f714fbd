/** Fonts for names: what is in a file, and which letters a font lacks. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { MosaicError } from '@tesserae/core';

/**
 * Makes sure that a file is a font that can be put into a PDF.
 *
 * @param path   what errors begin with
 * @param bytes  the file's
 * @throws MosaicError `usage`
 */
export async function checkFont(path: string, bytes: Uint8Array): Promise<void> {
  const received = await receivedOf(bytes);
  if (received === undefined) return;
  throw new MosaicError('usage', {
    file: path,
    subject: 'font',
    expected: 'a font (.ttf or .otf)',
    received,
    waysOut: [{ use: 'another file' }, { omit: 'font' }],
  });
}

async function receivedOf(bytes: Uint8Array): Promise<string | undefined> {
  const { create } = await import('fontkit');
  try {
    return 'fonts' in create(Buffer.from(bytes)) ? 'a collection of several' : undefined;
  } catch {
    return bytes.length === 0 ? 'an empty file' : 'something else';
  }
}

/**
 * The letters of a text that a font cannot draw, each once.
 *
 * @param bytes  a font; undefined: the one for names that comes with the program, which has Latin, Greek and Cyrillic
 */
export async function lackingLetters(text: string, bytes: Uint8Array | undefined): Promise<string[]> {
  const { create } = await import('fontkit');
  const font = create(Buffer.from(bytes ?? (await readFile(fontPath('semibold')))));
  if ('fonts' in font) return [];
  const letters = new Set([...text].filter((letter) => !/\s/.test(letter)));
  return [...letters].filter((letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
}

/** The fonts that come with the program: Source Sans 3, under the Open Font License. */
const FILES = {
  regular: '400Regular/SourceSans3_400Regular.ttf',
  semibold: '600SemiBold/SourceSans3_600SemiBold.ttf',
} as const;

/** Where one of them lies. */
export function fontPath(weight: keyof typeof FILES): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/source-sans-3/${FILES[weight]}`);
}
