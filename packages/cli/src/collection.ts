/** The photos of a run: the library, brought up to date where folders are given, and what of it may be used. */

import { stat } from 'node:fs/promises';
import { type Library, MosaicError } from '@tesserae/core';
import {
  defaultLibraryPath,
  type IndexReport,
  indexPhotos,
  type LibraryFile,
  openLibrary,
  type RefusedFile,
  readLibrary,
} from '@tesserae/node';
import type { Call } from './call.js';
import { counted, plural } from './progress.js';
import type { RefusedPhoto } from './voice.js';

/** Photos that may be used. The library must be closed. */
export interface Collection {
  readonly file: LibraryFile;
  readonly library: Library;
  /** Photo → a path. */
  readonly paths: readonly string[];
  /** What the scan found; undefined when there was none. */
  readonly report: IndexReport | undefined;
}

/**
 * Opens the photos below `folders`, after indexing them; without folders, all of the library as it is.
 *
 * @throws MosaicError `no-photos`, and what opening and indexing throw
 */
export async function openCollection(call: Call, folders: readonly string[]): Promise<Collection> {
  const scans = folders.length > 0;
  await requireThere(folders);
  const path = libraryPath(call);
  const file = await openLibrary(path, scans ? { create: true, scratch: call.flags.dryRun } : { readOnly: true });
  try {
    const report = scans ? await scan(call, file, folders) : undefined;
    const { library, paths } = readLibrary(file, scans ? { below: folders } : {});
    if (library.ids.length === 0) throw new MosaicError('no-photos', noPhotosSentence(path, folders, report));
    return { file, library, paths, report };
  } catch (error) {
    file.discard();
    throw error;
  }
}

/**
 * Makes sure that what is to be scanned is there, so that no library is begun for nothing.
 *
 * @throws MosaicError `not-found`
 */
export async function requireThere(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const there = await stat(folder).catch((error) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR');
    if (!there) throw new MosaicError('not-found', `${folder}: there is no such file or folder. Check the name.`);
  }
}

/** `--library`, else the user's own. */
export function libraryPath({ flags }: Call): string {
  return flags.library ?? defaultLibraryPath();
}

/** Indexes folders and says what goes on. */
export async function scan(call: Call, file: LibraryFile, folders: readonly string[]): Promise<IndexReport> {
  const { voice, signal, settings } = call;
  let found = false;
  const report = await indexPhotos(file, folders, {
    signal,
    jobs: settings.jobs,
    onRefused: (refused) => voice.refused(refusedFields(refused)),
    onProgress: (progress) => {
      if (!found) voice.event('scan', { found: progress.total });
      found = true;
      voice.progress(progress);
    },
  });
  return report;
}

/** A refused file as events have it. */
export function refusedFields({ path, code, detail, pathBytes }: RefusedFile): RefusedPhoto {
  const bytes = pathBytes === undefined ? {} : { pathBytes: Buffer.from(pathBytes).toString('base64') };
  return { path, code, detail, ...bytes };
}

/** What a scan found, in words. Zeros are left out. */
export function scanWords(report: IndexReport): string {
  const { photos, added, duplicates, repaired, refused, skipped, forgotten } = report;
  const parts: [number, string][] = [
    [photos, 'usable'],
    [added < photos ? added : 0, 'new'],
    [duplicates, 'duplicate'],
    [repaired, 'repaired'],
    [refused, 'refused'],
    [skipped, 'skipped'],
    [forgotten, 'gone since the last time'],
  ];
  return parts
    .filter(([n, word]) => n > 0 || word === 'usable')
    .map(([n, word]) => `${counted(n)} ${word}`)
    .join(' · ');
}

/** 3 when a scan met a refused photo; `--strict` makes that a failure. */
export function exitAfterScan({ flags, voice }: Call, report: IndexReport | undefined): number {
  if (report === undefined || report.refused === 0) return 0;
  if (!flags.strict) return 3;
  const { refused } = report;
  voice.note(`--strict: ${plural(refused, 'photo')} ${refused === 1 ? 'was' : 'were'} refused, so the exit code is 1.`);
  return 1;
}

function noPhotosSentence(path: string, folders: readonly string[], report: IndexReport | undefined): string {
  if (report === undefined) return `${path}: the library holds no photos. Name folders with photos after the target.`;
  const where = folders.length === 1 ? folders[0] : `${folders[0]} and ${folders.length - 1} more`;
  const { refused, skipped } = report;
  const seen = refused + skipped === 0 ? 'no files' : `${refused} refused and ${skipped} that are no pictures`;
  return `${where}: expected at least one usable photo, found ${seen}. Name a folder with photos.`;
}
