/** Where is my picture? Photos whose name, date, colour or number has all words that are asked for. */

import { cellNamed } from '@tesserae/core/internal';
import type { PageMosaic } from './mosaic.js';
import { dateOf, nameOf } from './words.js';

/** Finds photos, those with the words at the beginning of a name first. The name of a cell finds its photo. */
export type PhotoSearch = (query: string) => readonly number[];

/** Prepares to find photos of a mosaic. */
export function photoSearch(mosaic: PageMosaic): PhotoSearch {
  const { data, photos, photoOf } = mosaic;
  let texts: string[] | undefined;

  return (query) => {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return Array.from({ length: photos }, (_, photo) => photo);
    const cell = cellNamed(words[0], data.layout);
    if (cell >= 0) return [photoOf[cell]];

    texts ??= Array.from({ length: photos }, (_, photo) =>
      plain(
        [nameOf(mosaic, photo), data.dates[photo], dateOf(mosaic, photo), data.colours[photo], data.paths[photo]].join(
          ' ',
        ),
      ),
    );
    const found: number[] = [];
    for (const [photo, text] of texts.entries()) if (words.every((word) => text.includes(word))) found.push(photo);
    const begins = (photo: number): number => (plain(nameOf(mosaic, photo)).startsWith(words[0]) ? 0 : 1);
    const isNumber = (photo: number): number => (words[0] === String(photo + 1) ? 0 : 1);
    return found.sort((a, b) => isNumber(a) - isNumber(b) || begins(a) - begins(b) || a - b);
  };
}

/** Without case and accents: "Zoe" finds Zoë. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
