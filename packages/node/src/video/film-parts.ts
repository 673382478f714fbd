/** Coded frames as parts of a film: what a killed run has made is not drawn and encoded again. */

import { MosaicError } from '@tesserae/core';
import { filePart } from '../files/output-folder.js';
import { openParts, type Parts, type PartsOptions, partsKey } from '../files/parts.js';
import type { FilmFormat } from './mux/film-format.js';

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
  throw new MosaicError('usage', { subject: 'resume', received: 'a film that ffmpeg encodes in one piece', waysOut });
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
