/** What the jobs about a library have in common: it is there, is opened, and is closed whatever happens. */

import { type LibraryFile, openLibrary } from '@tesserae/node';
import { defineJob, type Running } from '../job.js';
import type { OptionTable } from '../options/option.js';
import type { LibraryInput } from './options.js';

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

/** Makes a job about a library. */
export function libraryJob<Input extends LibraryInput, Output extends object>(verb: Verb<Input, Output>) {
  const readOnly = !verb.changes;
  return defineJob(verb.name, verb.options, async (input, running) => {
    const path = input.library ?? running.host.library;
    await withLibrary(path, readOnly, (library) => verb.check?.(input, library, running));
    return {
      facts: { library: path },
      run: (running) =>
        withLibrary(path, readOnly, async (library) => ({
          library: library.path,
          ...(await verb.work(library, input, running)),
        })),
    };
  });
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
