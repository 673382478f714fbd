/** What a page knows of its mosaic: the plan in the page's words, and of its photos what may be told. */

import type { Plan } from '@tesserae/core';
import { latticeOf, type PhotoFacts, type ReportLevel } from '@tesserae/core/internal';
import type { PageData } from '@tesserae/viewer';
import { SQUARE } from '../pyramid/levels.js';
import type { UsedPhotos } from './used-photos.js';

/** What is known of the photos that are used, in their order. */
export interface PagePhotos {
  readonly used: UsedPhotos;
  readonly facts: readonly (PhotoFacts | undefined)[];
  /** Number → its colour's name. */
  readonly colours: readonly string[];
  /** Number → where it is. */
  readonly paths: readonly string[];
  /** Number × 2: width and height of its file in the bundle; empty if there are none. */
  readonly sizes: Uint16Array;
}

/** How the page is to be. */
export interface PageOptions {
  readonly title: string;
  /** What is told of photos. */
  readonly told: ReportLevel;
  /** Pixels a cell is wide. */
  readonly cell: number;
  readonly target: boolean;
}

/** Puts together what a page knows. */
export function pageData(plan: Plan, known: PagePhotos, options: PageOptions): PageData {
  const { used, facts, colours, paths, sizes } = known;
  const { title, told, cell, target } = options;
  const days = facts.map(dayOf);
  return {
    title,
    description: descriptionOf(plan, used.photos.length, told === 'ids' ? [] : days),
    layout: plan.layout.shape,
    cell,
    square: SQUARE,
    photos: base64(used.ofCell),
    parts: sizes.length === 0 ? '' : base64(partsOf(plan)),
    sizes: base64(sizes),
    colours,
    captions: told === 'ids' ? [] : paths.map(captionOf),
    dates: told === 'ids' ? [] : days,
    paths: told === 'full' ? paths : [],
    target,
  };
}

/** The day a photo was taken; the time of a file does not count: it tells when it was copied, as often as not. */
function dayOf(facts: PhotoFacts | undefined): string {
  return facts === undefined || facts.takenFrom === 'mtime' ? '' : facts.taken.slice(0, 10);
}

/** What a photo is called where nobody says: the name of its file without folders and suffix. */
function captionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.replace(/\.[^.]{1,5}$/, '');
  return (stem === '' ? name : stem).replaceAll('_', ' ').trim();
}

/** The picture in a sentence. */
function descriptionOf(plan: Plan, photos: number, days: readonly string[]): string {
  const { columns, rows } = latticeOf(plan.layout.shape);
  const years = days
    .filter(Boolean)
    .map((day) => day.slice(0, 4))
    .sort();
  const [first, last] = [years[0], years[years.length - 1]];
  const from = first === undefined ? '' : first === last ? ` of ${first}` : `, ${first} to ${last}`;
  const count = photos === 1 ? '1 photo' : `${photos.toLocaleString('en')} photos`;
  return `A picture of ${rows.toLocaleString('en')} rows and ${columns.toLocaleString('en')} columns of cells, made of ${count}${from}.`;
}

function partsOf({ crops, mirrored }: Plan): Uint8Array {
  const parts = new Uint8Array(mirrored.length * 5);
  for (let cell = 0; cell < mirrored.length; cell++) {
    for (let i = 0; i < 4; i++) parts[cell * 5 + i] = Math.round(crops[cell * 4 + i] * 255);
    parts[cell * 5 + 4] = mirrored[cell];
  }
  return parts;
}

/** Bytes as they lie in memory; all machines that Node runs on have the low byte first. */
function base64(numbers: Uint32Array | Uint16Array | Uint8Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
}
