/** What `edit` is asked to do: from flags to cells, photos and core's `Edit`. */

import {
  cellsNamed,
  type Edit,
  isGiven,
  type Library,
  lastName,
  MosaicError,
  type PhotoRequest,
  type Settings,
  type Shape,
} from '@tesserae/core';
import { findPhotos, type LibraryFile } from '@tesserae/node';
import type { Flags } from './flags.js';
import { type CellWish, cellWish, photoNamed } from './wishes.js';

/** What can be known of an edit before photos are looked at. */
export interface Wishes {
  readonly swaps: readonly CellWish[];
  readonly pins: readonly CellWish[];
  /** Cells. */
  readonly unpin: readonly number[];
  readonly lock: readonly number[];
  readonly unlock: readonly number[];
  readonly resolve: Edit['resolve'];
  readonly bounds: NonNullable<Edit['bounds']>;
}

const RESOLVES: readonly string[] = ['added', 'none', 'all'];

/**
 * Reads the flags that name cells.
 *
 * @throws MosaicError `usage` for what cannot be read, `rules-impossible` for cells outside the grid
 */
export function readWishes(flags: Flags, settings: Settings, shape: Shape): Wishes {
  const { swap = [], pin = [], unpin = [], lock = [], unlock = [], resolve = 'added' } = flags;
  if (!RESOLVES.includes(resolve)) {
    throw new MosaicError('usage', `resolve: expected ${RESOLVES.join(', ')}, received "${resolve}".`);
  }
  const cells = (flag: string, names: readonly string[]): number[] =>
    names.flatMap((name) => {
      if (!CELLS.test(name)) {
        const sentence = `${flag}: expected a cell, as r12c40, or a rectangle, as r1c1:r9c9, received "${name}".`;
        throw new MosaicError('usage', sentence);
      }
      const found = cellsNamed(name, shape);
      if (found.length > 0) return found;
      const sentence = `${flag}: ${name} is outside of the grid. Its cells go from r1c1 to ${lastName(shape)}.`;
      throw new MosaicError('rules-impossible', sentence);
    });
  const bound = <Name extends 'minUses' | 'maxUses' | 'spacing'>(name: Name): { [N in Name]?: Settings[N] } =>
    // one name, one value of its kind
    isGiven(settings, name) ? ({ [name]: settings[name] } as { [N in Name]?: Settings[N] }) : {};
  return {
    swaps: swap.map((wish) => cellWish('swap', wish, shape)),
    pins: pin.map((wish) => cellWish('pin', wish, shape)),
    unpin: cells('unpin', unpin),
    lock: cells('lock', lock),
    unlock: cells('unlock', unlock),
    // one of RESOLVES
    resolve: resolve as Edit['resolve'],
    bounds: { ...bound('minUses'), ...bound('maxUses'), ...bound('spacing') },
  };
}

/** A cell, or two corners of a rectangle. */
const CELLS = /^(r\d+c\d+|[a-z]{1,4}-\d+)(:(r\d+c\d+|[a-z]{1,4}-\d+))?$/i;

/** Whether anything is asked to change. */
export function asksForEdits(flags: Flags, { swaps, pins, unpin, lock, unlock, bounds }: Wishes): boolean {
  const { ban = [], unban = [], add, replaceMissing, resolve } = flags;
  const named = [swaps, pins, unpin, lock, unlock, ban, unban, Object.keys(bounds)];
  return named.some(({ length }) => length > 0) || [add, replaceMissing, resolve].some((given) => given !== undefined);
}

/**
 * The photos that are named for cells, whether the plan has them or not.
 *
 * @returns hashes, hex
 * @throws MosaicError `not-found` or `usage` as of `showPhoto`
 */
export function namedPhotos(file: LibraryFile, { swaps, pins }: Wishes): string[] {
  return [
    ...swaps.map(({ wanted }) => hashOf('swap', file, wanted)),
    ...pins.map(({ wanted }) => hashOf('pin', file, wanted)),
  ];
}

function hashOf(flag: string, file: LibraryFile, wanted: string): string {
  const { hash, state } = photoNamed(flag, file, wanted);
  if (hash !== undefined && state !== 'refused') return hash;
  throw new MosaicError(
    'not-found',
    `${flag}: ${wanted}: was refused, and cannot be shown. tesserae inspect says why.`,
  );
}

/**
 * The edit, with photos as indices into a library.
 *
 * @throws MosaicError `not-found` for a pattern that fits no photo of it
 */
export function editOf(wishes: Wishes, { ban = [], unban = [] }: Flags, file: LibraryFile, library: Library): Edit {
  const places = new Map(library.ids.map((id, photo) => [id, photo]));
  const put = (flag: string, { cell, wanted }: CellWish): PhotoRequest => ({
    cell,
    photo: places.get(hashOf(flag, file, wanted)) ?? -1,
  });
  const fitting = (flag: string, globs: readonly string[]): number[] =>
    globs.flatMap((glob) => {
      const photos = findPhotos(file, glob).flatMap((hash) => places.get(hash) ?? []);
      if (photos.length > 0) return photos;
      const sentence = `${flag}: ${glob}: no photo of this plan fits. Check the pattern, or leave it out.`;
      throw new MosaicError('not-found', sentence);
    });
  return {
    ...wishes,
    swaps: wishes.swaps.map((wish) => put('swap', wish)),
    pins: wishes.pins.map((wish) => put('pin', wish)),
    ban: fitting('ban', ban),
    unban: fitting('unban', unban),
  };
}
