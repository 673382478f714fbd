/** Damaged copies through a reader, one after the other, and what became of them. */

import { randomFrom } from '@tesserae/core/internal';
import { mutant } from './mutants.js';
import { textMutant } from './text-mutants.js';

/** What is to be done. */
export interface ReaderSoak {
  /** Whole files, of which damaged copies are made. */
  readonly sources: readonly Uint8Array[];
  /** Whether they are texts: then most copies stay texts. */
  readonly isText: boolean;
  readonly count: number;
  readonly seed: number;
  /** Throws an error with a code if it refuses the copy. */
  readonly read: (copy: Uint8Array) => Promise<unknown>;
  /** Told the seed of each copy before it is read. */
  readonly onSeed?: (seed: number) => void;
}

/** What became of the copies. */
export interface ReaderTally {
  taken: number;
  /** By code. */
  readonly refused: Map<string, number>;
  /** Errors that are no refusal, with the seed of the copy. */
  readonly failures: string[];
  /** Seconds of processor time: the longest for a copy, and the longest that signals could not be heard in. */
  slowest: Worst;
  deafest: Worst;
}

/** The largest number, and the seed of the copy that made it. */
export interface Worst {
  readonly seconds: number;
  readonly seed: number;
}

/** So many failures are kept. */
const MOST_FAILURES = 20;

/** The copy of a seed. */
export function copyOf({ sources, isText }: Pick<ReaderSoak, 'sources' | 'isText'>, seed: number): Uint8Array {
  const random = randomFrom(seed);
  const source = sources[seed % sources.length];
  return isText && seed % 4 !== 0 ? textMutant(source, random) : mutant(source, random);
}

/** Reads damaged copies. */
export async function soakReader(soak: ReaderSoak): Promise<ReaderTally> {
  const none = { seconds: 0, seed: -1 };
  const tally: ReaderTally = { taken: 0, refused: new Map(), failures: [], slowest: none, deafest: none };
  const ear = listen();
  for (let seed = soak.seed; seed < soak.seed + soak.count; seed++) {
    soak.onSeed?.(seed);
    const copy = copyOf(soak, seed);
    await ear.rest();
    const begun = processorTime();
    try {
      await soak.read(copy);
      tally.taken++;
    } catch (error) {
      note(tally, error, seed);
    }
    tally.slowest = worse(tally.slowest, { seconds: processorTime() - begun, seed });
    tally.deafest = worse(tally.deafest, { seconds: await ear.rest(), seed });
  }
  ear.close();
  return tally;
}

function note(tally: ReaderTally, error: unknown, seed: number): void {
  if (error instanceof Error && error.name === 'MosaicError' && 'code' in error && error.code !== 'failed') {
    const code = String(error.code);
    tally.refused.set(code, (tally.refused.get(code) ?? 0) + 1);
  } else if (tally.failures.length < MOST_FAILURES) {
    tally.failures.push(`${seed}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function worse(before: Worst, now: Worst): Worst {
  return now.seconds > before.seconds ? now : before;
}

/** Seconds that this process has used, on whatever core: other programs do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Measures the longest stretch between two turns of the event loop. */
function listen() {
  let open = true;
  let last = processorTime();
  let longest = 0;
  const turn = (): void => {
    const now = processorTime();
    longest = Math.max(longest, now - last);
    last = now;
    if (open) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    /** The longest stretch since this was asked last, seconds. */
    async rest(): Promise<number> {
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      const was = longest;
      longest = 0;
      return was;
    },
    close(): void {
      open = false;
    },
  };
}
