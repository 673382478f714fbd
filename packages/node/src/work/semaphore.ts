/** Lets work through as long as the weights of what is under way stay within a capacity; the rest waits in line. */
export interface Semaphore {
  /** Resolves once there is room. What is heavier than the capacity is let through alone. */
  acquire(weight: number): Promise<void>;
  /** Gives back what was entered with this weight. */
  release(weight: number): void;
  /**
   * Does some work while this weight is held. By `change` the work gives it back, and waits until there is room for another
   * instead; what is still waited for at the end is given back as soon as it comes.
   */
  during<T>(weight: number, work: (change: (weight: number) => Promise<void>) => Promise<T>): Promise<T>;
}

/** Makes a semaphore. */
export function semaphore(capacity: number): Semaphore {
  let free = capacity;
  const waiting: { readonly weight: number; readonly enter: () => void }[] = [];

  function admit(): void {
    // strictly in line: a heavy one is not overtaken for ever by light ones
    while (waiting.length > 0 && waiting[0].weight <= free) {
      const next = waiting.shift()!;
      free -= next.weight;
      next.enter();
    }
  }

  function acquire(weight: number): Promise<void> {
    return new Promise((enter) => {
      waiting.push({ weight: Math.min(weight, capacity), enter });
      admit();
    });
  }

  function release(weight: number): void {
    free += Math.min(weight, capacity);
    admit();
  }

  return {
    acquire,
    release,
    async during(weight, work) {
      let [held, ended] = [0, false];
      const change = async (next: number): Promise<void> => {
        release(held);
        held = 0;
        await acquire(next);
        if (ended) release(next);
        else held = next;
      };
      try {
        await change(weight);
        return await work(change);
      } finally {
        ended = true;
        release(held);
      }
    },
  };
}
