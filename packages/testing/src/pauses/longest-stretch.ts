import { Session } from 'node:inspector';
import { watchedSignal } from './watched-signal.js';

/** What the inspector tells of the code that has run. */
interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

/** Blocks of code that ran one after the other, and the function that has the most of them. */
export interface Stretch {
  readonly blocks: number;
  readonly busiest: string;
}

/**
 * The most that some work does between two looks at its signal: how many blocks of core's code run, as V8 counts them. Whoever looks at the signal
 * returns to the event loop, too, if it has held the thread for long (`eventLoopYielder`). What WebAssembly does is not counted.
 *
 * @param every  the blocks are counted at every so many looks: that is quicker, and counts more than there is rather than less
 */
export async function longestStretch(work: (signal: AbortSignal) => Promise<unknown>, every = 1): Promise<Stretch> {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  let longest: Stretch = { blocks: 0, busiest: '' };
  const count = (): void => {
    // it answers before it returns
    session.post('Profiler.takePreciseCoverage', (_, { result }: Coverage) => {
      const ours = result.filter(({ url }) => url.includes('/packages/core/')).flatMap(({ functions }) => functions);
      let [blocks, most, busiest] = [0, 0, ''];
      for (const { functionName, ranges } of ours) {
        const own = ranges.reduce((sum, range) => sum + range.count, 0);
        if (own > most) [most, busiest] = [own, functionName];
        blocks += own;
      }
      if (blocks > longest.blocks) longest = { blocks, busiest };
    });
  };
  const { signal, looks } = watchedSignal(undefined, () => {
    if (looks() % every === 0) count();
  });
  try {
    count();
    longest = { blocks: 0, busiest: '' };
    await work(signal);
    count();
    return longest;
  } finally {
    session.disconnect();
  }
}
