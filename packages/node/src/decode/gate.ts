/** Lets work through as long as the weights of what is under way stay within a capacity; the rest waits in line. */
export type Gate = <T>(weight: number, work: () => Promise<T>) => Promise<T>;

/** Makes a gate. Work heavier than the capacity is let through alone. */
export function gate(capacity: number): Gate {
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

  return async (weight, work) => {
    const taken = Math.min(weight, capacity);
    await new Promise<void>((enter) => {
      waiting.push({ weight: taken, enter });
      admit();
    });
    try {
      return await work();
    } finally {
      free += taken;
      admit();
    }
  };
}
