/** What photos and places are called, and the sentences that are made of that. */

import { cellName, rowAndColumn } from '@tesserae/core/internal';
import { type PageMosaic, usesOf } from './mosaic.js';

/** What a photo is called: its caption, or its number if captions are not told. */
export function nameOf({ data }: PageMosaic, photo: number): string {
  return data.captions[photo] || `Photo ${photo + 1}`;
}

/** When a photo was taken, as 4 July 2019; empty where that is not known. */
export function dateOf({ data }: PageMosaic, photo: number): string {
  const day = data.dates[photo];
  if (!day) return '';
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
    timeZone: 'UTC',
  });
}

/** Once, twice, 3 times. */
export function timesWords(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count.toLocaleString('en')} times`;
}

/** 1 place, 1,200 places. */
export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

/** Row 12, column 40. */
export function placeWords({ data }: PageMosaic, cell: number): string {
  const { row, column } = rowAndColumn(cell, data.layout);
  return `Row ${row}, column ${column}`;
}

/** The name that a link to a cell has: r12c40. */
export function linkName({ data }: PageMosaic, cell: number): string {
  return cellName(cell, data.layout);
}

/** What is said of a cell to those who hear the page: where it is, what it shows, and how often that is used. */
export function cellSentence(mosaic: PageMosaic, cell: number): string {
  const photo = mosaic.photoOf[cell];
  const about = [nameOf(mosaic, photo), dateOf(mosaic, photo), mosaic.data.colours[photo]].filter(Boolean).join(', ');
  const { columns } = rowAndColumn(cell, mosaic.data.layout);
  return `${placeWords(mosaic, cell)} of ${columns}. ${about}. Used ${timesWords(usesOf(mosaic, photo))}.`;
}
