/** The bar on a terminal: what is done, how fast, how long it will still take. It goes away when the step is over. */

import type { Progress } from '@tesserae/core';
import { counted, duration } from '../words/en/numbers.js';
import { type Pace, pacer } from './pace.js';

/** One line at the bottom of the terminal. */
export interface Bar {
  show(progress: Progress): void;
  clear(): void;
}

/** What a stage is called in front of the bar, and what it counts. */
const STAGES: Readonly<Record<Progress['stage'], readonly [label: string, unit: string]>> = {
  index: ['photos', 'photos'],
  describe: ['solve', 'photos'],
  assign: ['solve', 'cells'],
  prove: ['prove', 'steps'],
  tint: ['tint', 'sweeps'],
  draw: ['draw', 'rows'],
  photos: ['photos', 'photos'],
  film: ['film', 'frames'],
  encode: ['write', 'rows'],
  score: ['score', 'rows'],
};

/** Redraws a second: enough to look alive, too few to flicker or to cost anything. */
const FPS = 8;

/** A bar on stderr. The library that draws it is loaded with the first progress: short runs show none. */
export async function terminalBar(): Promise<Bar> {
  const { SingleBar } = (await import('cli-progress')).default;
  let stage: Progress['stage'] | undefined;
  let bar: InstanceType<typeof SingleBar> | undefined;
  let pace = pacer(0);
  let latest: Pace = { rate: 0, left: null };

  const clear = () => {
    bar?.stop();
    bar = undefined;
    stage = undefined;
  };
  const begin = (progress: Progress) => {
    clear();
    stage = progress.stage;
    // what is done already says nothing about the rate
    pace = pacer(performance.now() / 1000, progress.done);
    latest = { rate: 0, left: null };
    bar = new SingleBar({
      stream: process.stderr,
      fps: FPS,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
      gracefulExit: false, // Ctrl-C is heard elsewhere
      format: (_options, { value, total }) => barLine({ stage: progress.stage, done: value, total }, latest),
    });
    bar.start(progress.total, progress.done);
  };
  return {
    show: (progress) => {
      if (progress.stage !== stage) begin(progress);
      latest = pace(progress.done, progress.total, performance.now() / 1000);
      bar?.setTotal(progress.total);
      bar?.update(progress.done);
      if (progress.done >= progress.total) clear();
    },
    clear,
  };
}

/** Of the bar itself: leaves room for numbers in millions. */
const WIDTH = 14;

/** At most 80 columns. */
export function barLine({ stage, done, total }: Progress, { rate, left }: Pace): string {
  const [label, unit] = STAGES[stage];
  const full = total > 0 ? Math.round((WIDTH * done) / total) : WIDTH;
  const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
  const speed = rate > 0 ? ` · ${counted(Math.round(rate))}/s` : '';
  const rest = left === null ? '' : ` · ${duration(left)} left`;
  return `${label.padEnd(8)} ${bar} ${counted(done)}/${counted(total)} ${unit}${speed}${rest}`;
}
