/** Who gets a find-me card, and where their photos stand. */

import { MosaicError, type PlanFile } from '@tesserae/core';
import { findPhotos, type LibraryFile } from '@tesserae/node';
import { lackingLetters, type PrintCard, slashed } from '@tesserae/node/internal';
import { brief, readNames } from './names-file.js';

/** So many are named; the rest are counted. */
const NAMED = 3;

/** What cards are made from. */
export interface CardInput {
  readonly saved: PlanFile;
  readonly library: LibraryFile;
  /** Whether a cell is on the finished sheet. */
  readonly isPrinted: (cell: number) => boolean;
}

/**
 * Finds the places of all names: the cards, and whose photos are in the collection but not in the mosaic.
 *
 * @param path  of the table of names
 * @throws MosaicError what `readNames` throws; `not-found` for photos that the plan does not know
 */
export async function cardsOf(path: string, { saved, library, isPrinted }: CardInput) {
  const { plan, paths } = saved;
  const photosById = new Map(plan.ids.map((id, photo) => [id, photo]));
  const cells: number[][] = plan.ids.map(() => []);
  plan.photos.forEach((photo, cell) => {
    if (isPrinted(cell)) cells[photo].push(cell);
  });
  const unknown: string[] = [];
  const cards: PrintCard[] = [];
  const absent: string[] = [];
  for (const { name, photos } of await readNames(path)) {
    const known = photos.flatMap((wanted) => {
      const found = photosOf(wanted, library, photosById, paths);
      if (found.length === 0) unknown.push(`${brief(wanted)} (${brief(name)})`);
      return found;
    });
    const placed = [...new Set(known)].filter((photo) => cells[photo].length > 0);
    const all = placed.flatMap((photo) => cells[photo]).sort((a, b) => a - b);
    if (placed.length > 0) cards.push({ name, cells: all, photo: plan.photos[all[0]] });
    else absent.push(name);
  }
  if (unknown.length === 0) return { cards, absent };
  const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '';
  throw new MosaicError('not-found', {
    ...{ file: path, subject: 'cards', expected: 'photos of the plan' },
    received: `${unknown.slice(0, NAMED).join(', ')}${more}`,
    waysOut: [{ run: 'list' }],
  });
}

function photosOf(
  wanted: string,
  library: LibraryFile,
  photosById: ReadonlyMap<string, number>,
  paths: readonly string[],
): number[] {
  const hashes = findPhotos(library, wanted);
  const found = hashes.flatMap((hash) => photosById.get(hash) ?? []);
  if (found.length > 0) return found;
  // photos that the library no longer has still have the names they had
  const path = slashed(wanted);
  const named = [...paths.keys()].filter((photo) => paths[photo] === path || paths[photo].endsWith(`/${path}`));
  if (named.length > 0 || !/^[0-9a-f]{4,64}$/i.test(wanted)) return named;
  return [...photosById].flatMap(([id, photo]) => (id.startsWith(wanted.toLowerCase()) ? [photo] : []));
}

/**
 * Makes sure that a font has the letters of all names.
 *
 * @throws MosaicError `usage`
 */
export async function checkLetters(cards: readonly PrintCard[], font: Uint8Array | undefined): Promise<void> {
  for (const { name } of cards) {
    const lacking = await lackingLetters(name, font);
    if (lacking.length === 0) continue;
    throw new MosaicError('usage', {
      subject: 'cards',
      expected: `letters that the font has, for ${brief(name)}`,
      received: brief(lacking.slice(0, 5).join(' ')),
      waysOut: [{ give: 'font', as: 'names.ttf' }],
    });
  }
}
