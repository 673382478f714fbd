/** The ports: the only interfaces with methods in the core. A host (Node, the browser, a test) implements them. */

import type { Raster } from './pixels/raster.js';
import type { Rect } from './pixels/rect.js';

/** What can be put into a cell: a photo, the part of it that shows, and whether it is mirrored left to right. */
export interface View {
  /** Index of the photo in the ids the source was opened with. */
  readonly photo: number;
  /** In fractions of the upright photo's width and height: 0 0 1 1 is all of it. */
  readonly crop: Rect;
  readonly mirrored: boolean;
}

/** Where photos' pixels come from. */
export interface PhotoSource {
  /** Thumbnails of the photos first … first + count − 1, in that order, opaque, upright. */
  thumbnails(first: number, count: number): Promise<readonly Raster[]>;
  /** A view at exactly width × height pixels, opaque. May be called for several views at a time. */
  view(view: View, width: number, height: number): Promise<Raster>;
}

/** Where chunks go; shaped like WHATWG's UnderlyingSink. Nothing is visible at the destination before `close`. */
export interface Sink<T> {
  /** Takes one chunk. The promise is the back-pressure: the next chunk is made when it has resolved. */
  write(chunk: T): Promise<void>;
  /** Completes the output. */
  close(): Promise<void>;
  /**
   * Gives up and removes what was begun. May be called while `close` is busy, which then waits for nothing more.
   *
   * @returns false if it came too late: the output is complete
   */
  abort(reason: unknown): Promise<boolean>;
}

/** How far a step has come. `done` counts up to `total`; the units are the stage's own (photos, cells, rows). */
export interface Progress {
  readonly stage: 'index' | 'describe' | 'assign' | 'draw' | 'encode' | 'score';
  readonly done: number;
  readonly total: number;
}

/** What a long step takes besides its input. */
export interface Hooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}
