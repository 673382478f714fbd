/** What makes files and new names survive a power cut, on each system. */

import { fsync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';

// by the descriptor: handles of Yarn's Plug'n'Play have no sync()
const syncDescriptor = promisify(fsync);

/** Puts what was written to a file on the disk. */
export async function syncHandle({ fd }: FileHandle): Promise<void> {
  await syncDescriptor(fd);
}

/** The same for a file that is closed. */
export async function syncFile(path: string): Promise<void> {
  // Windows syncs only what may be written
  await synced(path, 'r+');
}

/** Puts the names in a folder on the disk. On Windows no folder can be opened: NTFS keeps a journal of names. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await synced(folder, 'r');
}

async function synced(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  await syncHandle(handle).finally(() => handle.close());
}
