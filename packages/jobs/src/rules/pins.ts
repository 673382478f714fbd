/** What is asked for single photos and cells: pins as `r12c40=PATH`, and bans as patterns. */

import { cellNamed, MosaicError, type Settings, type Shape, UNLIMITED, type WayOut } from '@tesserae/core';
import { cellsIn, lastName, type RuleOverrides } from '@tesserae/core/internal';
import { findPhotos, type LibraryFile } from '@tesserae/node';
import { showPhoto } from '@tesserae/node/internal';
import type { Collection } from '../collection/collection.js';
import type { PinFields } from '../options/rows.js';

/** Pins and bans, and the settings beside them. */
export interface PinInput extends PinFields {
  readonly settings: Settings;
}

/** Photos that may be used, in a library that is open. */
export interface OpenCollection extends Pick<Collection, 'library'> {
  readonly file: LibraryFile;
}

/**
 * The rules that pins and bans make; empty if there are none.
 *
 * @throws MosaicError `usage` for a pin that cannot be read, `not-found` for photos that are not there,
 *         `rules-impossible` for a cell outside the mosaic or a photo that is pinned and banned
 */
export function pinnedRules(
  { pin = [], ban = [], settings }: PinInput,
  collection: OpenCollection,
  shape: Shape,
): RuleOverrides {
  if (pin.length === 0 && ban.length === 0) return {};
  const banned = bannedPhotos(ban, collection);
  const pinned = new Int32Array(cellsIn(shape)).fill(-1);
  for (const text of pin) {
    const { cell, photo } = readPin(text, collection, shape);
    if (banned.has(photo)) {
      throw pinFault(`${text}, whose photo is banned too`, [{ omit: 'ban' }, { omit: 'pin' }]);
    }
    if (pinned[cell] >= 0 && pinned[cell] !== photo) {
      throw pinFault(`${text}, and another photo for the same cell`, [{ omit: 'pin' }]);
    }
    pinned[cell] = photo;
  }
  return { ...usesWithout(banned, settings, collection), pinned };
}

/**
 * Refuses pins that cannot be whatever the photos are, before any of these is opened.
 *
 * @throws MosaicError `usage` for a pin that cannot be read, `rules-impossible` for a cell outside the mosaic
 */
export function checkPins({ pin = [] }: PinFields, shape: Shape): void {
  for (const text of pin) photoInCell('pin', text, shape);
}

/** A cell, and what was said of the photo for it: a path, a pattern or the beginning of a hash. */
export type PhotoInCell = ReturnType<typeof photoInCell>;

/**
 * Reads `r12c40=beach.jpg`.
 *
 * @param flag  the name of the option
 * @throws MosaicError `usage` if it cannot be read, `rules-impossible` for a cell outside the mosaic
 */
export function photoInCell(flag: string, text: string, shape: Shape) {
  const [, name, wanted] = /^(r\d+c\d+|[a-z]{1,4}-\d+)=(.+)$/is.exec(text) ?? [];
  if (wanted === undefined) {
    const expected = 'a cell and a photo, as r12c40=beach.jpg (row and column from 1)';
    throw new MosaicError('usage', { subject: flag, expected, received: text });
  }
  const cell = cellNamed(name, shape);
  if (cell < 0) {
    const expected = `a cell from r1c1 to ${lastName(shape)}`;
    throw new MosaicError('rules-impossible', { subject: flag, expected, received: name });
  }
  return { cell, wanted };
}

function pinFault(received: string, waysOut: readonly WayOut[]): MosaicError {
  const expected = 'a photo that may stand in its cell';
  return new MosaicError('rules-impossible', { subject: 'pin', expected, received, waysOut });
}

function readPin(
  text: string,
  collection: OpenCollection,
  shape: Shape,
): { readonly cell: number; readonly photo: number } {
  const { cell, wanted } = photoInCell('pin', text, shape);
  const { hash } = showPhoto(collection.file, wanted, 'pin');
  const photo = collection.library.ids.indexOf(hash ?? '');
  if (photo < 0) {
    const received = 'refused, or outside of the photos of this mosaic';
    throw new MosaicError('not-found', { file: wanted, subject: 'pin', received, waysOut: [{ give: 'photos' }] });
  }
  return { cell, photo };
}

/**
 * The photos that patterns fit.
 *
 * @param subject  the option that has the patterns
 * @param places   hash → photo
 * @throws MosaicError `not-found` for a pattern that fits none of them
 */
export function photosFitting(
  subject: string,
  globs: readonly string[] | undefined,
  file: LibraryFile,
  places: ReadonlyMap<string, number>,
): number[] {
  return (globs ?? []).flatMap((received) => {
    const photos = findPhotos(file, received).flatMap((hash) => places.get(hash) ?? []);
    if (photos.length > 0) return photos;
    const expected = 'a pattern that fits a photo of this mosaic';
    throw new MosaicError('not-found', { subject, expected, received, waysOut: [{ omit: subject }] });
  });
}

function bannedPhotos(globs: readonly string[], { file, library }: OpenCollection): Set<number> {
  const places = new Map(library.ids.map((id, photo) => [id, photo]));
  const banned = new Set(photosFitting('ban', globs, file, places));
  if (banned.size === library.ids.length) {
    const received = 'a ban of every photo';
    throw new MosaicError('rules-impossible', { subject: 'ban', received, waysOut: [{ omit: 'ban' }] });
  }
  return banned;
}

function usesWithout(banned: ReadonlySet<number>, settings: Settings, { library }: OpenCollection): RuleOverrides {
  if (banned.size === 0) return {};
  const most = settings.maxUses === 'unlimited' ? UNLIMITED : settings.maxUses;
  return {
    maxUses: Uint32Array.from(library.ids, (_, photo) => (banned.has(photo) ? 0 : most)),
  };
}
