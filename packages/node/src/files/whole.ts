/** Reading and writing all that was asked for: the system may do a part of it at a time. */

import type { FileHandle } from 'node:fs/promises';

/** Writes all of `bytes` at a position. */
export async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}

/** Fills `into` from a position on. @returns how many bytes there were */
export async function readAll(file: FileHandle, into: Uint8Array, position: number): Promise<number> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done);
    if (bytesRead === 0) return done;
    done += bytesRead;
  }
  return into.length;
}
