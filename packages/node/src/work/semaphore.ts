/** Lets work through as long as the weights of what is under way stay within a capacity; the rest waits in line. */
export interface Semaphore {
  /** Resolves once there is room. What is heavier than the capacity is let through alone. */
  acquire(weight: number): Promise<void>;
  /** Gives back what was entered with this weight. */
  release(weight: number): void;
}

/** Makes a gate. */
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

  return {
    acquire: (weight) =>
      new Promise((enter) => {
        waiting.push({ weight: Math.min(weight, capacity), enter });
        admit();
      }),
    release: (weight) => {
      free += Math.min(weight, capacity);
      admit();
    },
  };
}

/** What one piece of work holds of a gate. */
export interface Permit {
  /** Gives back what is held, and resolves once there is room for this weight instead. */
  change(weight: number): Promise<void>;
  /** Gives back what is held. What is still waited for is given back as soon as it comes. */
  end(): void;
}

/** Makes a hold of nothing. */
export function emptyPermit({ acquire: enter, release: leave }: Semaphore): Permit {
  let held = 0;
  let ended = false;
  const release = (): void => {
    leave(held);
    held = 0;
  };
  return {
    async change(weight) {
      release();
      await enter(weight);
      held = weight;
      if (ended) release();
    },
    end() {
      ended = true;
      release();
    },
  };
}
