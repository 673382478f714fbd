/** What `edit` is asked to change: from texts to cells, photos and core's `Edit`. */

import { type Library, MosaicError, type Settings, type Shape } from '@tesserae/core';
import { cellsNamed, type Edit, isGiven, lastName, type PhotoRequest } from '@tesserae/core/internal';
import type { LibraryFile } from '@tesserae/node';
import { showPhoto } from '@tesserae/node/internal';
import { type PhotoInCell, photoInCell, photosFitting } from '../rules/pins.js';
import type { EditInput } from './options.js';

/** What can be known of an edit before photos are looked at. */
export type Changes = ReturnType<typeof changesIn>;

/**
 * Reads the fields that name cells, and the bounds.
 *
 * @throws MosaicError `usage` for what cannot be read, `rules-impossible` for cells outside the mosaic
 */
export function changesIn(input: EditInput, shape: Shape) {
  const { swap = [], pin = [], unpin, lock, unlock, resolve = 'added', settings } = input;
  const bound = <Name extends 'minUses' | 'maxUses' | 'spacing'>(name: Name): { [N in Name]?: Settings[N] } =>
    // one name, one value of its kind
    isGiven(settings, name) ? ({ [name]: settings[name] } as { [N in Name]?: Settings[N] }) : {};
  return {
    swaps: swap.map((text) => photoInCell('swap', text, shape)),
    pins: pin.map((text) => photoInCell('pin', text, shape)),
    unpin: cellsOf('unpin', unpin, shape),
    lock: cellsOf('lock', lock, shape),
    unlock: cellsOf('unlock', unlock, shape),
    resolve,
    bounds: { ...bound('minUses'), ...bound('maxUses'), ...bound('spacing') },
  };
}

/** A cell, or two corners of a rectangle. */
const CELLS = /^(r\d+c\d+|[a-z]{1,4}-\d+)(:(r\d+c\d+|[a-z]{1,4}-\d+))?$/i;

function cellsOf(subject: string, names: readonly string[] = [], shape: Shape): number[] {
  return names.flatMap((received) => {
    if (!CELLS.test(received)) {
      const expected = 'a cell, as r12c40, or a rectangle, as r1c1:r9c9';
      throw new MosaicError('usage', { subject, expected, received });
    }
    const found = cellsNamed(received, shape);
    if (found.length > 0) return found;
    throw new MosaicError('rules-impossible', { subject, expected: `cells from r1c1 to ${lastName(shape)}`, received });
  });
}

/** Whether anything is asked to change. */
export function asksForChanges(input: EditInput, { swaps, pins, unpin, lock, unlock, bounds }: Changes): boolean {
  const { ban = [], unban = [], add, replaceMissing, resolve } = input;
  const named = [swaps, pins, unpin, lock, unlock, ban, unban, Object.keys(bounds)];
  return named.some(({ length }) => length > 0) || [add, replaceMissing, resolve].some((given) => given !== undefined);
}

/**
 * The photos that are named for cells, whether the plan has them or not.
 *
 * @returns hashes, hex
 * @throws MosaicError `not-found` or `usage` as of `showPhoto`
 */
export function namedPhotos(file: LibraryFile, { swaps, pins }: Changes): string[] {
  return [
    ...swaps.map(({ wanted }) => hashOf('swap', file, wanted)),
    ...pins.map(({ wanted }) => hashOf('pin', file, wanted)),
  ];
}

function hashOf(subject: string, file: LibraryFile, wanted: string): string {
  const { hash, state } = showPhoto(file, wanted, subject);
  if (hash !== undefined && state !== 'refused') return hash;
  throw new MosaicError('not-found', { file: wanted, subject, received: 'refused', waysOut: [{ run: 'inspect' }] });
}

/**
 * The edit, with photos as indices into a library.
 *
 * @throws MosaicError `not-found` for a pattern that fits no photo of it
 */
export function editOf(changes: Changes, { ban, unban }: EditInput, file: LibraryFile, library: Library): Edit {
  const places = new Map(library.ids.map((id, photo) => [id, photo]));
  const put = (subject: string, { cell, wanted }: PhotoInCell): PhotoRequest => ({
    cell,
    photo: places.get(hashOf(subject, file, wanted)) ?? -1,
  });
  return {
    ...changes,
    swaps: changes.swaps.map((each) => put('swap', each)),
    pins: changes.pins.map((each) => put('pin', each)),
    ban: photosFitting('ban', ban, file, places),
    unban: photosFitting('unban', unban, file, places),
  };
}
