/** Coded frames as parts of a film: made side by side, written in order; what a killed run has made is not drawn and encoded again. */

import { MosaicError, type Sink } from '@tesserae/core';
import { filePart } from '../files/output-folder.js';
import { openParts, type Parts, type PartsOptions, partsKey } from '../files/parts.js';
import { type OrderedQueue, orderedQueue } from '../work/ordered-queue.js';
import type { FilmPart } from './mux/film-file.js';
import type { FilmFormat } from './mux/film-format.js';
import { type PartBuffer, partBuffer } from './part-buffers.js';

/** The parts of a film. */
export interface FilmParts {
  /** Undefined where none are kept. */
  readonly parts: Parts | undefined;
  /** The part that begins with a frame. */
  read(first: number): Promise<Uint8Array | undefined>;
  /** Keeps a part; frames that are files are kept by whoever writes them. */
  keep(first: number, bytes: Uint8Array): Promise<void>;
  end(outcome: 'done' | 'given-up'): Promise<void>;
}

/**
 * Makes sure that a film can be gone on with after a stop.
 *
 * @throws MosaicError `usage`
 */
export function checkFilmResumable({ encoding }: FilmFormat): void {
  if (encoding.kind !== 'raw') return;
  const waysOut = [{ set: 'encoder', to: 'wasm' }, { omit: 'resume' }] as const;
  const facts = { expected: 'a film that is encoded in parts', received: 'one that ffmpeg encodes as a whole' };
  throw new MosaicError('usage', { subject: 'resume', ...facts, waysOut });
}

/**
 * Opens the parts of a film.
 *
 * @param facts  what its frames depend on besides the key and the format
 * @throws MosaicError as `openParts` and `FilmFormat.check` do
 */
export async function openFilmParts(
  format: FilmFormat,
  { parts: options, force }: { readonly parts?: PartsOptions | undefined; readonly force?: boolean | undefined },
  facts: readonly unknown[],
): Promise<FilmParts> {
  const { encoding, said, framesAPart, output, fileOf } = format;
  await format.check(force);
  if (options?.resume) checkFilmResumable(format);
  const key = partsKey(options?.key, encoding, said, framesAPart, ...facts);
  const parts = options && encoding.kind !== 'raw' ? await openParts(output, { ...options, key }) : undefined;
  const nameOf = (first: number) => (fileOf ? filePart(fileOf(first)) : `${first}`);
  return {
    parts,
    read: async (first) => (await parts?.read(nameOf(first)))?.bytes,
    keep: async (first, bytes) => {
      if (!fileOf) await parts?.write(nameOf(first), bytes);
    },
    end: async (outcome) => await parts?.end(outcome),
  };
}

/** Consecutive frames that are coded together. */
export interface FramesOfPart {
  readonly first: number;
  readonly frames: number;
}

/** What is done with parts. */
export interface PartWork<P> {
  readonly format: FilmFormat;
  readonly kept: FilmParts;
  /** Threads that make parts. */
  readonly jobs: number;
  /** Has a part made, into a buffer; not called for parts that are there. */
  make(part: P, buffer: PartBuffer): Promise<void>;
  /** Told when a part is written. */
  onWritten?(part: FramesOfPart): void;
}

/** Parts on their way into a film. */
export interface PartQueue<P> extends OrderedQueue<P> {
  /** Seconds of work, of all threads together, so far. */
  readonly work: { readonly drawing: number; readonly coding: number };
}

/** Has parts made, some at a time, keeps them, and writes them in order. */
export function partQueue<P extends FramesOfPart>(
  { format, kept, jobs, make, onWritten }: PartWork<P>,
  writer: Sink<FilmPart>,
): PartQueue<P> {
  const free: PartBuffer[] = [];
  const work = { drawing: 0, coding: 0 };
  const queue = orderedQueue(
    jobs + 1, // one more is got ready than is drawn
    async (part: P): Promise<FilmPart> => {
      const { first, frames } = part;
      const there = await kept.read(first);
      if (there) return { first, frames, bytes: there };
      const buffer = free.pop() ?? partBuffer(format.encoding, format.framesAPart);
      await make(part, buffer);
      const [length, drawing, coding] = buffer.outcome;
      const bytes = buffer.out.slice(0, length);
      free.push(buffer);
      work.drawing += drawing;
      work.coding += coding;
      await kept.keep(first, bytes);
      return { first, frames, bytes };
    },
    async (part) => {
      await writer.write(part);
      onWritten?.(part);
    },
  );
  return { ...queue, work };
}
