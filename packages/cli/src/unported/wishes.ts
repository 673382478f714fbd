/** What is wished for single photos and cells on the command line: `--pin r12c40=PATH` and `--ban GLOB`. */

import {
  cellNamed,
  cellsIn,
  lastName,
  MosaicError,
  type RuleOverrides,
  type Settings,
  type Shape,
  UNLIMITED,
  withFields,
} from '@tesserae/core';
import { findPhotos, type LibraryFile, type ListedPhoto, showPhoto } from '@tesserae/node';
import type { Call } from './call.js';
import type { Collection } from './collection.js';
import type { Flags } from './flags.js';

/**
 * The rules that pins and bans make; empty if there are none.
 *
 * @throws MosaicError `usage` for a pin that cannot be read, `not-found` for photos that are not there,
 *         `rules-impossible` for a cell outside the grid or a photo that is pinned and banned
 */
export function wishedRules({ flags, settings }: Call, collection: Collection, shape: Shape): RuleOverrides {
  const { pin = [], ban = [] } = flags;
  if (pin.length === 0 && ban.length === 0) return {};
  const banned = bannedPhotos(ban, collection);
  const pinned = new Int32Array(cellsIn(shape)).fill(-1);
  for (const wish of pin) {
    const { cell, photo } = readPin(wish, collection, shape);
    if (banned.has(photo)) {
      throw new MosaicError('rules-impossible', `pin: ${wish}: this photo is banned too. Leave out --ban or --pin.`);
    }
    if (pinned[cell] >= 0 && pinned[cell] !== photo) {
      throw new MosaicError('rules-impossible', `pin: ${wish}: another photo is pinned there too. Leave out one.`);
    }
    pinned[cell] = photo;
  }
  return { ...usesWithout(banned, settings, collection), pinned };
}

/**
 * Refuses pins that cannot be whatever the photos are, before any of these is opened.
 *
 * @throws MosaicError `usage` for a pin that cannot be read, `rules-impossible` for a cell outside the grid
 */
export function checkPins({ pin = [] }: Flags, shape: Shape): void {
  for (const wish of pin) cellWish('pin', wish, shape);
}

/** A cell, and what was said of the photo for it. */
export interface CellWish {
  readonly cell: number;
  /** A path, a pattern or the beginning of a hash. */
  readonly wanted: string;
}

/**
 * Reads `r12c40=beach.jpg`.
 *
 * @param flag  the name of the flag
 * @throws MosaicError `usage` if it cannot be read, `rules-impossible` for a cell outside the grid
 */
export function cellWish(flag: string, wish: string, shape: Shape): CellWish {
  const [, name, wanted] = /^(r\d+c\d+|[a-z]{1,4}-\d+)=(.+)$/is.exec(wish) ?? [];
  if (wanted === undefined) {
    throw new MosaicError(
      'usage',
      `${flag}: expected a cell and a photo, as r12c40=beach.jpg (row and column from 1), received "${wish}".`,
    );
  }
  const cell = cellNamed(name, shape);
  if (cell < 0) {
    throw new MosaicError(
      'rules-impossible',
      `${flag}: ${name} is outside of the grid. Its cells go from r1c1 to ${lastName(shape)}.`,
    );
  }
  return { cell, wanted };
}

/**
 * The photo of a library that a flag names.
 *
 * @param flag  the name of the flag: what errors begin with
 * @throws MosaicError `not-found` or `usage` as of `showPhoto`
 */
export function photoNamed(flag: string, file: LibraryFile, wanted: string): ListedPhoto {
  try {
    return showPhoto(file, wanted);
  } catch (error) {
    if (!(error instanceof MosaicError)) throw error;
    throw withFields(error, { subject: flag });
  }
}

function readPin(
  wish: string,
  collection: Collection,
  shape: Shape,
): { readonly cell: number; readonly photo: number } {
  const { cell, wanted } = cellWish('pin', wish, shape);
  const { hash } = photoNamed('pin', collection.file, wanted);
  const photo = collection.library.ids.indexOf(hash ?? '');
  if (photo < 0) {
    throw new MosaicError(
      'not-found',
      `pin: ${wanted} is not among the photos of this mosaic: refused, or outside of PHOTOS. Name the folder it is in.`,
    );
  }
  return { cell, photo };
}

function bannedPhotos(globs: readonly string[], { file, library }: Collection): Set<number> {
  const indices = new Map(library.ids.map((id, photo) => [id, photo]));
  const banned = new Set<number>();
  for (const glob of globs) {
    const photos = findPhotos(file, glob).flatMap((hash) => indices.get(hash) ?? []);
    if (photos.length === 0) {
      throw new MosaicError(
        'not-found',
        `ban: ${glob}: no photo of this mosaic fits. Check the pattern, or leave it out.`,
      );
    }
    for (const photo of photos) banned.add(photo);
  }
  if (banned.size === library.ids.length) {
    throw new MosaicError('rules-impossible', 'ban: this bans every photo. Leave some.');
  }
  return banned;
}

function usesWithout(banned: ReadonlySet<number>, settings: Settings, { library }: Collection): RuleOverrides {
  if (banned.size === 0) return {};
  const most = settings.maxUses === 'unlimited' ? UNLIMITED : settings.maxUses;
  return {
    minUses: Uint32Array.from(library.ids, (_, photo) => (banned.has(photo) ? 0 : settings.minUses)),
    maxUses: Uint32Array.from(library.ids, (_, photo) => (banned.has(photo) ? 0 : most)),
  };
}
