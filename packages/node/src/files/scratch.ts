/** A file without a name, for what does not fit into memory: whatever happens to the program, nothing of it is left. */

import { type FileHandle, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { readAll, writeAll } from './whole.js';

/** Bytes that are put aside and read again. */
export interface Scratch {
  /**
   * Puts bytes aside.
   *
   * @returns where they are; undefined if there is no room for them
   */
  append(bytes: Uint8Array): Promise<number | undefined>;
  /** Fills `into` with what was put aside. @returns `into` */
  read(at: number, into: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The most that is put aside unless told, bytes. */
const MOST = 8 * 2 ** 30;

/** Of what is free, the share that may be taken: the disk is needed for the output, too. */
const SHARE = 0.25;

let files = 0;

/**
 * Opens a scratch file in a folder, once something is put aside. A disk that is full or closed to us has no room for anything.
 *
 * @param most  bytes
 */
export function scratchIn(folder: string, most: number = MOST): Scratch {
  let opened: Promise<{ readonly file: FileHandle; readonly room: number }> | undefined;
  let end = 0;
  let full = false;

  return {
    async append(bytes) {
      if (full) return undefined;
      try {
        opened ??= openNameless(folder);
        const { file, room } = await opened;
        const at = end;
        if (at + bytes.length > Math.min(room, most)) return undefined;
        end += bytes.length; // others may append meanwhile
        await writeAll(file, bytes, at);
        return at;
      } catch {
        full = true;
        return undefined;
      }
    },
    async read(at, into) {
      const { file } = await opened!; // something was appended at this place
      if ((await readAll(file, into, at)) < into.length) throw new Error('scratch: nothing was put aside there');
      return into;
    },
    async close() {
      full = true;
      await opened?.then(({ file }) => file.close()).catch(() => undefined);
    },
  };
}

async function openNameless(folder: string): Promise<{ readonly file: FileHandle; readonly room: number }> {
  const path = join(folder, `.tesserae-${process.pid}-${files++}.scratch`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path); // the open file stays until it is closed
  const { bavail, bsize } = await statfs(folder);
  return { file, room: Math.floor(bavail * bsize * SHARE) };
}
