/** Seconds of each step, in the order they were begun. */
export type Stopwatch = ReturnType<typeof stopwatch>;

/** Begins the first step. @param steps  every step there can be: one that never begins took 0 seconds */
export function stopwatch(steps: readonly string[]) {
  const seconds = new Map(steps.map((step) => [step, 0]));
  const made = performance.now();
  let [current = 'total'] = steps;
  let since = made;
  const stop = () => {
    const now = performance.now();
    seconds.set(current, (seconds.get(current) ?? 0) + (now - since) / 1000);
    since = now;
  };
  return {
    /** Ends the step before and begins the next. */
    begin: (step: string): void => {
      stop();
      current = step;
    },
    /** Step → seconds, to the millisecond; `total` is since the watch was made. */
    timings: (): Readonly<Record<string, number>> => {
      stop();
      const all = [...seconds, ['total', (since - made) / 1000] as const];
      return Object.fromEntries(all.map(([step, s]) => [step, Math.round(s * 1000) / 1000]));
    },
  };
}
