/** The jobs about a library. */

import { MosaicError } from '@tesserae/core';
import {
  forgetPhotos,
  type LibraryFile,
  type ListedPhoto,
  libraryStats,
  listPhotos,
  openLibrary,
  repairLibrary,
  verifyLibrary,
} from '@tesserae/node';
import {
  hidePhotos,
  type ListedFile,
  listFiles,
  listGroups,
  type Repair,
  showPhoto,
  writeWhole,
} from '@tesserae/node/internal';
import { libraryBusy, scan } from '../collection/scan.js';
import type { Events } from '../events.js';
import { csv } from '../files/csv.js';
import { defineJob, hooksOf, type Running } from '../job.js';
import { noteFrom } from '../notes.js';
import type { OptionTable } from '../options/option.js';
import { checkAgainstLibrary, checkOutputs } from '../outputs/check.js';
import {
  EXPORT,
  FORGET,
  HIDE,
  LIBRARY_ALONE,
  LIST,
  type LibraryInput,
  type ListInput,
  REPAIR,
  type RepairInput,
  SHOW,
} from './options.js';

/** What is particular to one of these jobs. */
interface Verb<Input, Output> {
  readonly name: string;
  readonly options: OptionTable<Input>;
  /** Whether it writes to the library. */
  readonly changes?: boolean;
  /** Refuses what can be refused before. */
  check?(input: Input, library: LibraryFile, running: Running): void | Promise<void>;
  work(library: LibraryFile, input: Input, running: Running): Output | Promise<Output>;
}

/** Makes a job about a library: it is there, is opened, and is closed whatever happens. */
function libraryJob<Input extends LibraryInput, Output extends object>(verb: Verb<Input, Output>) {
  const readOnly = !verb.changes;
  const prepare = async (input: Input, running: Running) => {
    const path = input.library ?? running.host.library;
    await withLibrary(path, readOnly, (library) => verb.check?.(input, library, running));
    return {
      facts: { library: path },
      run: (running: Running) =>
        withLibrary(path, readOnly, async (library) => ({
          library: library.path,
          ...(await verb.work(library, input, running)),
        })),
    };
  };
  return defineJob(verb.name, verb.options, async () => ({ prepare }));
}

async function withLibrary<T>(
  path: string,
  readOnly: boolean,
  work: (library: LibraryFile) => T | Promise<T>,
): Promise<T> {
  const library = await openLibrary(path, { readOnly });
  try {
    return await work(library);
  } finally {
    library.close();
  }
}

/** Photos, or groups of near-duplicates; how many photos of the library can be used, or how many are in the groups. */
type Listed = ReturnType<typeof photosIn> & { readonly groups?: ReturnType<typeof listGroups> };

/** Lists the photos of a library. */
const listJob = libraryJob({
  name: 'library ls',
  options: LIST,
  check: ({ groups, refused }) => {
    if (!groups || !refused) return;
    const received = 'given together with refused, and refused photos are in no group';
    throw new MosaicError('usage', { subject: 'groups', received, waysOut: [{ omit: 'refused' }] });
  },
  work: (library, input): Listed => (input.groups ? groupsIn(library) : photosIn(library, input)),
});

function photosIn(library: LibraryFile, input: ListInput) {
  const photos = listPhotos(library);
  const chosen = (['refused', 'repaired', 'hidden'] as const).filter((state) => input[state]);
  const listed = chosen.length === 0 ? photos : photos.filter(({ state }) => chosen.some((each) => each === state));
  const count = (wanted: ListedPhoto['state']) => photos.filter(({ state }) => state === wanted).length;
  const [refused, hidden] = [count('refused'), count('hidden')];
  return { listed, photos: photos.length - refused - hidden, repaired: count('repaired'), hidden, refused };
}

function groupsIn(library: LibraryFile): Listed {
  const groups = listGroups(library);
  const listed = groups.flat();
  return { listed, groups, photos: listed.length, repaired: 0, hidden: 0, refused: 0 };
}

/** Mends a library: what can be is read again from the photos, and the rest is named. */
const repairJob = defineJob('library repair', REPAIR, async () => ({ prepare: prepareRepair }));

async function prepareRepair(input: RepairInput, { host }: Running) {
  const library = input.library ?? host.library;
  return {
    facts: { library },
    run: async (running: Running) => {
      const { events } = running;
      const options = { wait: input.wait, decoders: host.decoders, onWait: libraryBusy(events) };
      const repaired = await repairLibrary(library, { ...hooksOf(running), ...options });
      tell(repaired, events);
      return { library, ...repaired };
    },
  };
}

function tell({ missing, complete, kept }: Repair, events: Events): void {
  for (const path of missing) {
    events({ type: 'refused', photo: { path, code: 'not-found', detail: 'not there any more' } });
  }
  if (!complete) events({ type: 'note', note: { code: 'library-incomplete', values: {} } });
  if (kept !== undefined) events({ type: 'note', note: { code: 'library-kept', values: { path: kept } } });
}

const COLUMNS = [
  ...['path', 'sha256', 'state', 'format', 'width', 'height', 'bytes'],
  ...['taken', 'taken_from', 'code', 'detail'],
];

/** Writes what is known of every file. */
const exportJob = libraryJob({
  name: 'library export',
  options: EXPORT,
  check: async ({ csv, force }, library, { host }) => {
    if (csv === '-' && host.standardOutput === undefined) {
      const received = 'standard output, which does not take a table here';
      throw new MosaicError('usage', { subject: 'csv', expected: 'a file', received });
    }
    const outputs = { csv: csv === '-' ? undefined : csv };
    await checkOutputs(outputs, host, { files: [], photos: [], library: library.path, force });
    await checkAgainstLibrary(outputs, library);
  },
  work: async (library, { csv: output, bom, force }, { host, events }) => {
    const files = listFiles(library);
    const data = csv([COLUMNS, ...files.map(fieldsOf)], bom);
    if (output === '-') await host.standardOutput?.(data);
    else {
      await host.outputs.during([output], () => writeWhole({ path: output, data }, { force }));
      events({ type: 'artifact', name: 'csv', path: output });
    }
    return { files: files.length, output };
  },
});

function fieldsOf(file: ListedFile): string[] {
  const { path, hash, state, format, width, height, size, taken, takenFrom, code, detail } = file;
  const pixels = state === 'refused' ? ['', ''] : [String(width), String(height)];
  return [path, hash, state, format, ...pixels, size < 0 ? '' : String(size), taken, takenFrom, code, detail];
}

/** The jobs about a library, by what they do. */
export const libraryJobs = {
  list: listJob,
  show: libraryJob({
    name: 'library show',
    options: SHOW,
    work: (library, { photo }) => ({ photo: showPhoto(library, photo) }),
  }),
  stats: libraryJob({
    name: 'library stats',
    options: LIBRARY_ALONE,
    work: (library) => ({ stats: libraryStats(library) }),
  }),
  /** Each thing that is damaged is a note, and all together are an error, `library-damaged`. */
  verify: libraryJob({
    name: 'library verify',
    options: LIBRARY_ALONE,
    work: (library, _, { events }) => {
      const verification = verifyLibrary(library);
      const { damage } = verification;
      if (damage.length === 0) return verification;
      for (const note of damage) events({ type: 'note', note: noteFrom(note) });
      const received = damage.length === 1 ? 'damaged in one place' : `damaged in ${damage.length} places`;
      const waysOut = [{ run: 'repair-library', library: library.path }] as const;
      throw new MosaicError('library-damaged', { file: library.path, received, waysOut });
    },
  }),
  /** What can be is read again from the photos, and the rest is named. */
  repair: repairJob,
  /** What is refused is decoded again; `photos` are those that can be used now. */
  retry: libraryJob({
    name: 'library retry',
    options: REPAIR,
    changes: true,
    work: async (library, { wait }, running) => {
      const { photos, refused } = await scan(library, { folders: [], listed: [] }, running, { wait, retry: true });
      return { photos, refused };
    },
  }),
  /** The files themselves are not touched. */
  forget: libraryJob({
    name: 'library forget',
    options: FORGET,
    changes: true,
    work: async (library, { photos, wait }, { events, signal }) => {
      const forgotten = await forgetPhotos(library, photos, { wait, signal, onWait: libraryBusy(events) });
      if (forgotten === 0) throw unknownPhotos(library, photos);
      return { forgotten };
    },
  }),
  /** They stay known, and are left out of new mosaics. */
  hide: libraryJob({
    name: 'library hide',
    options: HIDE,
    changes: true,
    work: async (library, { photos, undo = false, wait }, { events, signal }) => {
      const hidden = await hidePhotos(library, photos, !undo, { wait, signal, onWait: libraryBusy(events) });
      if (hidden === 0) throw unknownPhotos(library, photos);
      return { photos: hidden, undo };
    },
  }),
  export: exportJob,
};

function unknownPhotos({ path: library }: LibraryFile, globs: readonly string[]): MosaicError {
  const fields = { subject: globs.join(' '), expected: 'photos that the library knows', received: 'none' };
  return new MosaicError('not-found', { ...fields, waysOut: [{ run: 'list', library }] });
}
