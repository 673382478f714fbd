/** What the jobs about a library have in common: it is there, is opened, and is closed whatever happens. */

import { type LibraryFile, openLibrary } from '@tesserae/node';
import { ENDLESS, type Events, UNHEARD } from '../events.js';
import type { Host } from '../host.js';
import type { Job } from '../job.js';
import type { OptionTable } from '../options/option.js';
import type { LibraryInput } from './options.js';

/** The library that a job is about. */
export interface LibraryFacts {
  readonly library: string;
}

/** What surrounds the work. */
export interface Running {
  readonly host: Host;
  readonly events: Events;
  readonly signal: AbortSignal;
}

/** What is particular to one of these jobs. */
interface Verb<Input, Output> {
  readonly name: string;
  readonly options: OptionTable<Input>;
  /** Whether it writes to the library. */
  readonly changes?: boolean;
  /** Refuses what can be refused before. */
  check?(input: Input, library: LibraryFile, host: Host): void | Promise<void>;
  work(library: LibraryFile, input: Input, running: Running): Output | Promise<Output>;
}

/** A job about a library. */
export type LibraryJob<Input, Output> = Job<Input, LibraryFacts & Output, LibraryFacts>;

/** Makes a job about a library. */
export function libraryJob<Input extends LibraryInput, Output extends object>(
  verb: Verb<Input, Output>,
): LibraryJob<Input, Output> {
  const readOnly = !verb.changes;
  return {
    name: verb.name,
    options: verb.options,
    prepare: async (input, host) => {
      const path = input.library ?? host.library;
      await withLibrary(path, readOnly, (library) => verb.check?.(input, library, host));
      return {
        facts: { library: path },
        estimate: undefined,
        notes: [],
        run: (events = UNHEARD, signal = ENDLESS) =>
          withLibrary(path, readOnly, async (library) => ({
            library: library.path,
            ...(await verb.work(library, input, { host, events, signal })),
          })),
      };
    },
  };
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
