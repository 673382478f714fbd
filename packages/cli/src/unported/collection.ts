/** The photos of a run: the library, brought up to date where folders are given, and what of it may be used. */

import { type ErrorFields, type Library, MosaicError, type WayOut } from '@tesserae/core';
import type { RefusedPhoto } from '@tesserae/jobs';
import {
  defaultLibraryPath,
  type HiddenCounts,
  type IndexReport,
  indexPhotos,
  type LibraryFile,
  openLibrary,
  type RefusedFile,
  readLibrary,
} from '@tesserae/node';
import { waitWords } from '../words/en/findings.js';
import { counted, plural } from '../words/en/numbers.js';
import { type Asked, askedFor } from './asked.js';
import type { Call } from './call.js';
import { hiddenWords, sieveOf } from './sifting.js';

/** Photos that may be used. The library must be closed. */
export interface Collection {
  readonly file: LibraryFile;
  readonly library: Library;
  /** Photo → a path. */
  readonly paths: readonly string[];
  /** What the scan found; undefined when there was none. */
  readonly report: IndexReport | undefined;
  /** Usable photos that flags hide. */
  readonly hidden: HiddenCounts;
}

/**
 * Opens the photos that are asked for, after indexing them; when none are, all of the library as it is.
 *
 * @throws MosaicError `no-photos`, and what opening and indexing throw
 */
export async function openCollection(call: Call, folders: readonly string[]): Promise<Collection> {
  const sieve = sieveOf(call.flags);
  const asked = await askedFor(call, folders);
  const path = libraryPath(call);
  const file = await openLibrary(path, asked ? { create: true, scratch: call.flags.dryRun } : { readOnly: true });
  try {
    const report = asked && (await scan(call, file, asked));
    const below = asked && [...asked.folders, ...asked.listed];
    const { library, paths, hidden } = readLibrary(file, { below, filter: sieve });
    if (library.ids.length === 0) {
      throw new MosaicError('no-photos', noPhotos(call, path, folders, { report, hidden }));
    }
    return { file, library, paths, report, hidden };
  } catch (error) {
    file.discard();
    throw error;
  }
}

/** `--library`, else the user's own. */
export function libraryPath({ flags }: Call): string {
  return flags.library ?? defaultLibraryPath();
}

/** Indexes what is asked for and says what goes on. */
export async function scan(
  call: Call,
  file: LibraryFile,
  { folders, listed, wait, sieve }: Asked,
): Promise<IndexReport> {
  const { voice, signal, decoders, flags } = call;
  let found = false;
  const report = await indexPhotos(file, folders, {
    signal,
    decoders,
    ignore: flags.ignore,
    listed,
    filter: sieve,
    wait,
    onWait: (note) => voice.note(waitWords(note)),
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
  const { photos, added, duplicates, repaired, refused, skipped, ownWorks, ignored, forgotten } = report;
  const parts: [number, string][] = [
    [photos, 'usable'],
    [added < photos ? added : 0, 'new'],
    [duplicates, 'duplicate'],
    [repaired, 'repaired'],
    [refused, 'refused'],
    [skipped, 'skipped'],
    [ownWorks, 'made by Tesserae'],
    [ignored, 'ignored by rules'],
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

function noPhotos(
  { flags }: Call,
  path: string,
  folders: readonly string[],
  { report, hidden }: Pick<Collection, 'report' | 'hidden'>,
): ErrorFields {
  const all = hiddenWords(hidden, flags);
  const expected = 'at least one usable photo';
  if (all !== '') return { expected, received: `only hidden ones: ${all}`, waysOut: [{ use: 'fewer of these' }] };
  const waysOut: readonly WayOut[] = [{ use: 'a folder with photos' }];
  if (report === undefined) return { file: path, expected, received: 'none', waysOut };
  const [first = 'the list'] = folders;
  const file = folders.length < 2 ? first : `${first} and ${folders.length - 1} more`;
  const { refused, skipped, ownWorks } = report;
  if (ownWorks > 0) return { file, expected, received: `${ownWorks} that Tesserae made itself`, waysOut };
  const received = refused + skipped === 0 ? 'no files' : `${refused} refused and ${skipped} that are no pictures`;
  return { file, expected, received, waysOut };
}
