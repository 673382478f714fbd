/** Fonts for names: where ours are, and which letters a font lacks. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** A text, and letters of it that a font cannot draw, each once. */
export interface LackingLetters {
  readonly text: string;
  readonly letters: readonly string[];
}

/**
 * The first of some texts that a font cannot draw; undefined if there is none.
 *
 * @param bytes  a font that `rehearseFont` has tried; undefined: the one for names that comes with the program, which has Latin, Greek and Cyrillic
 */
export async function lackingLetters(
  texts: readonly string[],
  bytes: Uint8Array | undefined,
): Promise<LackingLetters | undefined> {
  if (texts.length === 0) return undefined;
  const { create } = await import('fontkit');
  const font = create(Buffer.from(bytes ?? (await readFile(fontPath('semibold')))));
  if ('fonts' in font) return undefined;
  const known = new Map<string, boolean>();
  const isThere = (letter: string): boolean => {
    const there = known.get(letter) ?? (/\s/.test(letter) || font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));
    known.set(letter, there);
    return there;
  };
  for (const text of texts) {
    const letters = [...new Set(text)].filter((letter) => !isThere(letter));
    if (letters.length > 0) return { text, letters };
  }
  return undefined;
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
