/**
 * How far a file of strips has come, line by line: what is journalled is on the disk. A process that is killed leaves the last line
 * unfinished or bytes behind what the journal knows; both are dropped.
 */

import type { Output } from '../files/output.js';

/** Where a file of strips stands. */
export interface StripPosition {
  /** Bytes of each strip. */
  readonly sizes: readonly number[];
  /** The format's, behind the last strip. */
  readonly state: number;
  /** Of the file; 0 = nothing is there. */
  readonly bytes: number;
}

/** The journal of one file. */
export interface StripJournal {
  /** Where the file stood when it was opened. */
  readonly last: StripPosition;
  /** Bytes of each strip so far. */
  sizes(): readonly number[];
  /** So many bytes stand before the first strip. */
  begin(bytes: number): void;
  /** A strip was written. Now and then all since are journalled. */
  add(bytes: number, state: number): Promise<void>;
}

/** Milliseconds of work that a kill costs at most. */
const EVERY = 1000;

/** @param every  milliseconds between two lines, about */
export function stripJournal(output: Output, every: number = EVERY): StripJournal {
  const last = lastOf(output);
  const sizes = [...last.sizes];
  let { bytes } = last;
  let logged = sizes.length;
  let at = -Infinity; // the first strip at once: a picture that takes less than a second can be gone on with, too
  return {
    last,
    sizes: () => sizes,
    begin: (head) => {
      bytes = head;
    },
    async add(more, state) {
      sizes.push(more);
      bytes += more;
      if (performance.now() - at < every) return;
      await output.log(JSON.stringify({ sizes: sizes.slice(logged), state, bytes }));
      logged = sizes.length;
      at = performance.now();
    },
  };
}

/** The lines are ours, in a folder that nobody else can enter; but a crash of the machine may have cost bytes of them or of the file. */
function lastOf({ journal, begunBytes }: Output): StripPosition {
  const places: StripPosition[] = [];
  for (const line of journal) {
    const place = placeOf(line);
    if (place === undefined || place.bytes > begunBytes || !follows(place, places.at(-1))) break;
    places.push(place);
  }
  const { state, bytes } = places.at(-1) ?? { state: 0, bytes: 0 };
  return { sizes: places.flatMap((place) => place.sizes), state, bytes };
}

function placeOf(line: string): StripPosition | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Lines that were given up once still stand between those before them and those that came in their place. */
function follows({ sizes, bytes }: StripPosition, before: StripPosition | undefined): boolean {
  return before === undefined || bytes === sizes.reduce((sum, size) => sum + size, before.bytes);
}
