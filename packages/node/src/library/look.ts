/** One file of a scan: from its path to what the library will say of it. */

import { webcrypto } from 'node:crypto';
import { MosaicError } from '@tesserae/core';
import { CODEC_VERSION } from '../decode/engine.js';
import { isOwnWork, type ReadAt } from '../decode/own-work.js';
import { decodePhoto } from '../decode/photo.js';
import { SNIFF_BYTES, sniff } from '../decode/sniff.js';
import { isPictureName } from '../decode/suffixes.js';
import { MAX_ORIGINAL } from '../files/limits.js';
import type { BytePath } from '../files/names.js';
import { openOriginal, readPart, readStart } from '../files/read.js';
import { OWN_WORK, type PathRow, type PhotoRow, STATE } from './rows.js';

/** A file that was read: its row, still without a hash, and its bytes if it may hold a picture. */
export interface Look {
  readonly row: PathRow;
  readonly bytes?: Uint8Array;
}

/**
 * Reads a file. One that cannot be read, that is no picture by name and content, or that this program made,
 * has a row and no bytes.
 *
 * @returns undefined if it is gone
 * @throws MosaicError `failed` if the machine, not the file, is to blame
 */
export async function lookAt(path: BytePath): Promise<Look | undefined> {
  try {
    const { handle, size, mtimeNs } = await openOriginal(path);
    try {
      const row = { path, size, mtimeNs, hash: null, code: '', detail: '' };
      if (!isPictureName(path) && sniff(await readStart(path, handle, Math.min(size, SNIFF_BYTES))) === undefined) {
        return { row };
      }
      const read: ReadAt = (position, length) => readPart(path, handle, { position, length });
      if (await isOwnWork(read, size)) return { row: { ...row, detail: OWN_WORK } };
      if (size > MAX_ORIGINAL) {
        const detail = `is a file of ${Math.round(size / 2 ** 20)} MB; at most ${MAX_ORIGINAL / 2 ** 20} MB are read.`;
        return { row: { ...row, code: 'too-large', detail } };
      }
      const bytes = await readStart(path, handle, size);
      return { row, bytes };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof MosaicError) || error.code === 'failed') throw error;
    if (error.code === 'vanished') return undefined;
    const detail = error.message.slice(error.message.indexOf(': ') + 2);
    // no size of its own, so that it is looked at again: a permission changes without the file changing
    return { row: { path, size: -1, mtimeNs: 0n, hash: null, code: error.code, detail } };
  }
}

/** SHA-256 of a content, 32 bytes; computed off this thread. */
export async function contentHash(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.digest('SHA-256', bytes));
}

/** Decodes a content into its row. */
export async function photoRow(hash: Uint8Array, bytes: Uint8Array): Promise<PhotoRow> {
  const photo = await decodePhoto(bytes);
  if (photo.state === 'refused') {
    const { code, detail } = photo;
    const nothing = new Uint8Array(0);
    const none = { width: 0, height: 0, format: '', thumbnail: nothing, fingerprint: nothing, taken: null };
    return { hash, state: STATE.refused, ...none, code, detail, codec: CODEC_VERSION };
  }
  return { ...photo, hash, state: STATE[photo.state], code: '', detail: '', codec: CODEC_VERSION };
}
