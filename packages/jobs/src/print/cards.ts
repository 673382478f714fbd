/** Who gets a find-me card, and where their photos stand. */

import { MosaicError, type PlanFile } from '@tesserae/core';
import { eventLoopYielder } from '@tesserae/core/internal';
import type { LibraryFile } from '@tesserae/node';
import { lackingLetters, type PrintCard, photoFinder, slashed } from '@tesserae/node/internal';
import { brief, readNames } from './names-file.js';

/** So many are named; the rest are counted. */
const NAMED = 3;

/** What cards are made from. */
export interface CardInput {
  readonly saved: PlanFile;
  readonly library: LibraryFile;
  /** Whether a cell is on the finished sheet. */
  readonly isPrinted: (cell: number) => boolean;
  readonly signal: AbortSignal;
}

/**
 * Finds the places of all names: the cards, and whose photos are in the collection but not in the mosaic.
 *
 * @param path  of the table of names
 * @throws MosaicError what `readNames` throws; `not-found` for photos that the plan does not know
 */
export async function cardsOf(path: string, { saved, library, isPrinted, signal }: CardInput) {
  const { plan } = saved;
  const photosOf = finderOf(saved, library);
  const rest = eventLoopYielder(signal);
  const cells: number[][] = plan.ids.map(() => []);
  plan.photos.forEach((photo, cell) => {
    if (isPrinted(cell)) cells[photo].push(cell);
  });
  const unknown: string[] = [];
  const cards: PrintCard[] = [];
  const absent: string[] = [];
  for (const { name, photos } of await readNames(path)) {
    const known = new Set<number>();
    for (const wanted of photos) {
      await rest();
      const found = photosOf(wanted);
      if (found.length === 0) unknown.push(`${brief(wanted)} (${brief(name)})`);
      for (const photo of found) known.add(photo);
    }
    const placed = [...known].filter((photo) => cells[photo].length > 0);
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

/** Finds the photos of the plan that a word of the table names. What stands in many lines is sought once. */
function finderOf({ plan, paths }: PlanFile, library: LibraryFile): (wanted: string) => readonly number[] {
  const photosById = new Map(plan.ids.map((id, photo) => [id, photo]));
  const hashesOf = photoFinder(library);
  const composed = paths.map((path) => path.normalize('NFC'));
  const known = new Map<string, readonly number[]>();

  function seek(wanted: string): number[] {
    const found = hashesOf(wanted).flatMap((hash) => photosById.get(hash) ?? []);
    if (found.length > 0) return found;
    // photos that the library no longer has still have the names they had
    const name = slashed(wanted.normalize('NFC'));
    const named = [...paths.keys()].filter((photo) => composed[photo] === name || composed[photo].endsWith(`/${name}`));
    if (named.length > 0 || !/^[0-9a-f]{4,64}$/i.test(wanted)) return named;
    return [...photosById].flatMap(([id, photo]) => (id.startsWith(wanted.toLowerCase()) ? [photo] : []));
  }

  return (wanted) => {
    const found = known.get(wanted) ?? seek(wanted);
    known.set(wanted, found);
    return found;
  };
}

/**
 * Makes sure that a font has the letters of all names.
 *
 * @throws MosaicError `usage`
 */
export async function checkLetters(names: readonly string[], font: Uint8Array | undefined): Promise<void> {
  const lacking = await lackingLetters(names, font);
  if (lacking === undefined) return;
  throw new MosaicError('usage', {
    subject: 'cards',
    expected: `letters that the font has, for ${brief(lacking.text)}`,
    received: brief(lacking.letters.slice(0, 5).join(' ')),
    waysOut: [{ give: 'font', as: 'names.ttf' }],
  });
}
