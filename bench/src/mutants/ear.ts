/** Measures how long the thread cannot hear: the longest stretch between two turns of the event loop. */

/** Seconds that this process has used, on whatever core: other programs do not count. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What listens. */
export interface Ear {
  /** The longest stretch since this was asked last, seconds of processor time. */
  deafness(): Promise<number>;
  close(): void;
}

/** Begins to listen. */
export function openEar(): Ear {
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
    async deafness() {
      // one turn may be under way
      for (let i = 0; i < 2; i++) await new Promise((resolve) => setImmediate(resolve));
      const was = longest;
      longest = 0;
      return was;
    },
    close() {
      open = false;
    },
  };
}
