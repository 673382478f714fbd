/** What a page knows of its mosaic: plain data in the page itself, made by whoever writes the page. */

import type { Shape } from '@tesserae/core';

/** Everything a page knows. Columns of photos have one entry for each photo that is used, in the order of first use. */
export interface PageData {
  readonly title: string;
  /** The picture in a sentence, for those who do not see it. */
  readonly description: string;
  /** How the cells are arranged. */
  readonly layout: Shape;
  /** Pixels that a whole cell is wide in the picture at its largest. */
  readonly cell: number;
  /** Pixels a side of a square of the picture. */
  readonly square: number;
  /** Cell → photo: 32-bit integers, little-endian, in base64. */
  readonly photos: string;
  /** Cell → the part of the photo that shows: x, y, w, h in 255ths, and 1 if mirrored; 5 bytes a cell, in base64. Empty without photo files. */
  readonly parts: string;
  /** Width and height of each photo's file, in pixels: pairs of 16-bit integers, little-endian, in base64; empty if there are none. */
  readonly sizes: string;
  /** Photo → the name of its mean colour. */
  readonly colours: readonly string[];
  /** Photo → what it is called; empty where that is not told. */
  readonly captions: readonly string[];
  /** Photo → the day it was taken, as 2019-07-04; an empty string where it is not known; empty where it is not told. */
  readonly dates: readonly string[];
  /** Photo → its path; empty where that is not told. */
  readonly paths: readonly string[];
  /** Whether `target.jpg` is there: the target, as large as the mosaic. */
  readonly target: boolean;
}

/** The folder of a page's files: the paths that the page asks for. */
export const PAGE_FILES = {
  /** Squares: level / column_row.jpg, Deep Zoom's layout. */
  square: (level: number, column: number, row: number): string => `mosaic_files/${level}/${column}_${row}.jpg`,
  /** A photo, by its number from 0. */
  photo: (photo: number): string => `photos/${photo + 1}.jpg`,
  target: 'target.jpg',
  preview: 'mosaic.jpg',
} as const;

/** The id of the element that holds a page's data, as JSON. */
export const DATA_ID = 'mosaic-data';
