/** How large a deep zoom will be: known before it is drawn, within a factor of two or so. */

import { drawnSize, MosaicError, type Plan } from '@tesserae/core';

/** What decides the size. */
export interface ZoomSizeFacts {
  /** Pixels a cell is wide. */
  readonly cell: number;
  /** Pixels of the longer side of photo files; 0 = none. */
  readonly photoSize: number;
  readonly singleFile: boolean;
}

/** Bytes a pixel of photos side by side, and of a photo by itself, at quality 85. */
const SQUARES = 0.36;
const PHOTOS = 0.24;

/** All smaller levels together have a third of the largest one's pixels. */
const LEVELS = 4 / 3;

/** A photo's share of the square that its longer side spans. */
const SHARE = 0.7;

/** The viewer, and what it knows of a cell. */
const PAGE = 400e3;
const PER_CELL = 12;

/** About how much a deep zoom will take. */
export function zoomSize(plan: Plan, { cell, photoSize, singleFile }: ZoomSizeFacts) {
  const { width, height } = drawnSize(plan.layout.shape, cell);
  const photos = photoSize === 0 ? 0 : new Set(plan.photos).size;
  const squares = width * height * SQUARES * LEVELS;
  const pictures = squares + photos * photoSize ** 2 * SHARE * PHOTOS;
  // base64 has four letters for three bytes
  const bytes = PAGE + plan.photos.length * PER_CELL + pictures * (singleFile ? 4 / 3 : 1);
  // squares have two names: Deep Zoom's and IIIF's
  const files = 2 * Math.ceil(((width * height) / 512 ** 2) * LEVELS) + photos + 20;
  return { bytes, files };
}

/** Bytes of a page that browsers still open without pain. */
const MOST = 500e6;

/**
 * Makes sure that a single page can be opened.
 *
 * @throws MosaicError `limit`
 */
export function checkSinglePage({ bytes }: ReturnType<typeof zoomSize>, cell: number): void {
  if (bytes <= MOST) return;
  const smaller = Math.max(1, Math.floor(cell * Math.sqrt(MOST / bytes)));
  throw new MosaicError('limit', {
    subject: 'singleFile',
    expected: `a page of at most ${MOST / 1e6} MB, which browsers can open`,
    received: `about ${Math.round(bytes / 1e6)}`,
    waysOut: [{ omit: 'singleFile' }, { set: 'cell', to: smaller }, { lower: 'photoSize' }],
  });
}
