/** What the page's data says, unpacked: which photo stands in which cell, and in which cells a photo stands. */

import type { PageData } from './page-data.js';

/** A mosaic as the page works with it. A cell is an index, row by row; a photo is an index in the order of first use. */
export interface PageMosaic {
  readonly data: PageData;
  /** How many photos there are. */
  readonly photos: number;
  /** Cell → photo. */
  readonly photoOf: Uint32Array;
  /** Cells, photo after photo; and photo → where its cells begin: photos + 1 entries. */
  readonly cells: Uint32Array;
  readonly cellsFrom: Uint32Array;
  /** Cell × 5: x, y, w, h in 255ths of the photo, and 1 if mirrored; empty without photo files. */
  readonly parts: Uint8Array;
  /** Photo × 2: width and height of its file in pixels, 0 if there is none; empty without photo files. */
  readonly sizes: Uint16Array;
}

/** Unpacks a page's data. Linear in cells. */
export function unpackMosaic(data: PageData): PageMosaic {
  const photoOf = new Uint32Array(bytesOf(data.photos).buffer);
  const photos = data.colours.length;
  const cellsFrom = new Uint32Array(photos + 1);
  for (const photo of photoOf) cellsFrom[photo + 1]++;
  for (let photo = 0; photo < photos; photo++) cellsFrom[photo + 1] += cellsFrom[photo];

  const cells = new Uint32Array(photoOf.length);
  const next = cellsFrom.slice();
  for (const [cell, photo] of photoOf.entries()) cells[next[photo]++] = cell;
  return {
    ...{ data, photos, photoOf, cells, cellsFrom },
    parts: bytesOf(data.parts),
    sizes: new Uint16Array(bytesOf(data.sizes).buffer),
  };
}

/** The cells that show a photo, ascending. */
export function cellsOf({ cells, cellsFrom }: PageMosaic, photo: number): Uint32Array {
  return cells.subarray(cellsFrom[photo], cellsFrom[photo + 1]);
}

/** How many cells show a photo. */
export function usesOf({ cellsFrom }: PageMosaic, photo: number): number {
  return cellsFrom[photo + 1] - cellsFrom[photo];
}

/** Whether there is a picture of a photo. */
export function hasFile({ sizes }: PageMosaic, photo: number): boolean {
  return sizes.length > 0 && sizes[photo * 2] > 0;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
