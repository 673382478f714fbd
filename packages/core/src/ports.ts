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
  /** The same as they are stored, for workers to decode; absent if they are to be had in this thread alone. */
  readonly stored?: StoredThumbnails;
  /**
   * A view at exactly width × height pixels, opaque. May be called for several views at a time.
   *
   * @param into  a raster of that size where it may be drawn; whatever is returned instead is not changed by the caller
   */
  view(view: View, width: number, height: number, into?: Raster): Promise<Raster>;
  /**
   * Does beforehand what takes memory of its own for these views at width × height pixels: then it need not be there while they are
   * drawn. What cannot be done is no error here, but once the view is asked for. Progress counts photos, at their sizes.
   */
  prepare?(views: readonly View[], width: number, height: number, hooks?: Hooks): Promise<void>;
}

/** Thumbnails that workers turn into pixels. */
export interface StoredThumbnails {
  /** Those of the photos first … first + count − 1, in that order. */
  read(first: number, count: number): Promise<readonly Uint8Array[]>;
  /** What the workers do with each. The pixels are good until the next. */
  decode(stored: Uint8Array): Raster;
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

/** How far a step has come. `done` counts up to `total`; the units are the stage's own (photos, cells, sweeps, rows). */
export interface Progress {
  readonly stage: 'index' | 'describe' | 'assign' | 'prove' | 'tint' | 'draw' | 'photos' | 'film' | 'encode' | 'score';
  readonly done: number;
  readonly total: number;
  /** How good what there is so far is, once there is something; the shares of a `Certificate`. */
  readonly score?: { readonly cost: number; readonly gap: number };
}

/** What a long step takes besides its input. */
export interface Hooks {
  /** Ends the work: it rejects. */
  readonly signal?: AbortSignal;
  /** Ends the search for something better: what is best so far and obeys the rules is the outcome. */
  readonly enough?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Work that can be done elsewhere. A worker prepares itself once with what all parts share, then does parts; a part
 * yields where it may be interrupted. Shared things and parts are plain data, and the outcome depends on nothing else.
 */
export interface Task<S, P> {
  /** Under which a worker finds it. */
  readonly name: string;
  prepare(shared: S): (part: P) => Steps;
  /**
   * What a part writes, and no more than that: where memory cannot be shared, copies are brought back. The same places for the same part, whoever
   * asks. Absent in tasks that are run only where memory is shared.
   */
  written?(shared: S, part: P): readonly Column[];
}

/** Numbers in memory that may be shared. */
export type Column = Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** A part being done, step by step. */
export type Steps = Generator<void, void> | AsyncGenerator<void, void>;

/** Who runs tasks: this thread, worker threads, Web Workers. */
export interface Pool {
  /** How many parts run at a time. */
  readonly workers: number;
  /** Parts run where this thread's memory cannot be seen: what they write must lie on a SharedArrayBuffer, where there is one. */
  readonly separateMemory: boolean;
  /** Sends `shared` to every worker, once. */
  open<S, P>(task: Task<S, P>, shared: S): TaskRunner<P>;
  /** Ends the workers. Parts under way are rejected. */
  close(): Promise<void>;
}

/** Workers that are prepared for a task. */
export interface TaskRunner<P> {
  /**
   * Does a part when a worker is free; parts begin in the order they were asked for.
   *
   * @throws MosaicError `aborted` once `signal` is aborted, `failed` if the worker died; whatever the task throws
   */
  run(part: P, signal?: AbortSignal): Promise<void>;
  /** Lets the workers forget what was shared. */
  release(): void;
}
