/** Damaged copies through a reader, one after the other, and what became of them. */

import { randomFrom } from '@tesserae/core/internal';
import { mutant } from './mutants.js';
import { textMutant } from './text-mutants.js';

/** What is to be done. */
export interface CopiesToRead {
  /** Whole files, of which damaged copies are made. */
  readonly sources: readonly Uint8Array[];
  /** Whether they are texts: then most copies stay texts. */
  readonly isText: boolean;
  readonly count: number;
  readonly seed: number;
  /** Throws an error with a code if it refuses the copy. */
  readonly read: (copy: Uint8Array) => Promise<unknown>;
  /** Stands around each reading: a soak measures there. */
  readonly around?: (seed: number, reading: () => Promise<void>) => Promise<void>;
}

/** What became of the copies. */
export interface ReadCopies {
  readonly taken: number;
  /** By code. */
  readonly refused: ReadonlyMap<string, number>;
  /** Errors that are no refusal, with the seed of the copy. */
  readonly failures: readonly string[];
}

/** So many failures are kept. */
const MOST_FAILURES = 20;

/** The copy of a seed. */
export function copyOf({ sources, isText }: Pick<CopiesToRead, 'sources' | 'isText'>, seed: number): Uint8Array {
  const random = randomFrom(seed);
  const source = sources[seed % sources.length];
  return isText && seed % 4 !== 0 ? textMutant(source, random) : mutant(source, random);
}

/** Reads damaged copies. */
export async function readCopies(copies: CopiesToRead): Promise<ReadCopies> {
  const { count, seed: first, read, around = (_, reading) => reading() } = copies;
  const refused = new Map<string, number>();
  const failures: string[] = [];
  let taken = 0;
  for (let seed = first; seed < first + count; seed++) {
    const copy = copyOf(copies, seed);
    await around(seed, async () => {
      try {
        await read(copy);
        taken++;
      } catch (error) {
        const code = codeOf(error);
        if (code !== undefined) refused.set(code, (refused.get(code) ?? 0) + 1);
        else if (failures.length < MOST_FAILURES)
          failures.push(`${seed}: ${error instanceof Error ? error.stack : error}`);
      }
    });
  }
  return { taken, refused, failures };
}

/** The code of a refusal; undefined for any other error. */
function codeOf(error: unknown): string | undefined {
  const isRefusal =
    error instanceof Error && error.name === 'MosaicError' && 'code' in error && error.code !== 'failed';
  return isRefusal ? String(error.code) : undefined;
}
