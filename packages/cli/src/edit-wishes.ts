/** What `edit` is asked to do: from flags to cells, photos and core's `Edit`. */

import { cellsNamed, type Edit, isGiven, type Library, MosaicError, type Settings, type Wish } from '@tesserae/core';
import { findPhotos, type LibraryFile, showPhoto } from '@tesserae/node';
import type { Flags } from './flags.js';
import { type CellWish, cellWish } from './wishes.js';

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
export function readWishes(
  flags: Flags,
  settings: Settings,
  grid: { readonly columns: number; readonly rows: number },
): Wishes {
  const { swap = [], pin = [], unpin = [], lock = [], unlock = [], resolve = 'added' } = flags;
  if (!RESOLVES.includes(resolve)) {
    throw new MosaicError('usage', `resolve: expected ${RESOLVES.join(', ')}, received "${resolve}".`);
  }
  const cells = (flag: string, names: readonly string[]): number[] =>
    names.flatMap((name) => {
      if (!/^r\d+c\d+(:r\d+c\d+)?$/i.test(name)) {
        const sentence = `${flag}: expected a cell, as r12c40, or a rectangle, as r1c1:r9c9, received "${name}".`;
        throw new MosaicError('usage', sentence);
      }
      const found = cellsNamed(name, grid);
      if (found.length > 0) return found;
      const sentence = `${flag}: ${name} is outside of the grid. Its cells go from r1c1 to r${grid.rows}c${grid.columns}.`;
      throw new MosaicError('rules-impossible', sentence);
    });
  const bound = <Name extends 'minUses' | 'maxUses' | 'spacing'>(name: Name): { [N in Name]?: Settings[N] } =>
    // one name, one value of its kind
    isGiven(settings, name) ? ({ [name]: settings[name] } as { [N in Name]?: Settings[N] }) : {};
  return {
    swaps: swap.map((wish) => cellWish('swap', wish, grid)),
    pins: pin.map((wish) => cellWish('pin', wish, grid)),
    unpin: cells('unpin', unpin),
    lock: cells('lock', lock),
    unlock: cells('unlock', unlock),
    // one of RESOLVES
    resolve: resolve as Edit['resolve'],
    bounds: { ...bound('minUses'), ...bound('maxUses'), ...bound('spacing') },
  };
}

/**
 * The photos that are named for cells, whether the plan has them or not.
 *
 * @returns hashes, hex
 * @throws MosaicError `not-found` or `usage` as of `showPhoto`
 */
export function namedPhotos(file: LibraryFile, { swaps, pins }: Wishes): string[] {
  return [...swaps, ...pins].map(({ wanted }) => hashOf(file, wanted));
}

function hashOf(file: LibraryFile, wanted: string): string {
  const { hash, state } = showPhoto(file, wanted);
  if (hash !== undefined && state !== 'refused') return hash;
  throw new MosaicError('not-found', `${wanted}: was refused, and cannot be shown. tesserae inspect says why.`);
}

/**
 * The edit, with photos as indices into a library.
 *
 * @throws MosaicError `not-found` for a pattern that fits no photo of it
 */
export function editOf(wishes: Wishes, { ban = [], unban = [] }: Flags, file: LibraryFile, library: Library): Edit {
  const places = new Map(library.ids.map((id, photo) => [id, photo]));
  const put = ({ cell, wanted }: CellWish): Wish => ({ cell, photo: places.get(hashOf(file, wanted)) ?? -1 });
  const fitting = (flag: string, globs: readonly string[]): number[] =>
    globs.flatMap((glob) => {
      const photos = findPhotos(file, glob).flatMap((hash) => places.get(hash) ?? []);
      if (photos.length > 0) return photos;
      const sentence = `${flag}: ${glob}: no photo of this plan fits. Check the pattern, or leave it out.`;
      throw new MosaicError('not-found', sentence);
    });
  return {
    ...wishes,
    swaps: wishes.swaps.map(put),
    pins: wishes.pins.map(put),
    ban: fitting('ban', ban),
    unban: fitting('unban', unban),
  };
}
