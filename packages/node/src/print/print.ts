import type { PhotoSource, Plan, Raster } from '@tesserae/core';
import type { Fitted, SheetSize } from './fit.js';
import type { PrintPages } from './pages.js';
import type { Profile } from './pdf/icc.js';

/** A card. */
export interface PrintCard {
  readonly name: string;
  /** Where the photos of that name stand, ascending. */
  readonly cells: readonly number[];
  /** The photo that is shown. */
  readonly photo: number;
}

/** A line of text. */
export interface Caption {
  readonly text: string;
  /** Points. */
  readonly size: number;
}

/** What is printed. */
export interface PrintInput {
  readonly plan: Plan;
  readonly photos: PhotoSource;
  /** photos × 2: width and height in pixels. */
  readonly sizes: Uint32Array;
  /** What the plan was made for: needed if it has an overlay. */
  readonly target: Raster | undefined;
  readonly fitted: Fitted;
  readonly pages: PrintPages;
  /** Pixels a cell is wide. */
  readonly cell: number;
  /** Bytes of views that are held at a time, and how many are asked for at a time: as of `RenderOptions`. */
  readonly views: number;
  readonly parallel: number;
  /** Of the pictures, 1…100. */
  readonly quality: number;
  /** Whether the mosaic itself is in it: without, there are the index and the cards. */
  readonly picture: boolean;
  /** Paper of the index page and the cards; undefined: there are none. */
  readonly index: SheetSize | undefined;
  readonly cards: readonly PrintCard[];
  /** Stands in the border below the mosaic. */
  readonly caption?: Caption | undefined;
  readonly title: string;
  /** Words under each page; `{page}` stands for its number. */
  readonly slug: string;
  readonly intent: Profile | undefined;
  /** The bytes of a font for names; undefined: the one there is. */
  readonly font: Uint8Array | undefined;
}
