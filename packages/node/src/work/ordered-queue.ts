/** Results of work done side by side, taken in the order the work was given. */
export interface OrderedQueue<T> {
  /** Begins work; waits until there is room for it. */
  add(item: T): Promise<void>;
  /** Waits until everything is done and taken. */
  end(): Promise<void>;
}

/**
 * Works on a few items at a time and hands the results on in order.
 *
 * @param atOnce  items in work at most
 * @param work    called in the order of the items
 * @param take    called with one result after the other, never before it is done with the last
 */
export function orderedQueue<T, R>(
  atOnce: number,
  work: (item: T) => Promise<R>,
  take: (result: R) => Promise<void>,
): OrderedQueue<T> {
  const begun: Promise<R>[] = [];

  async function takeFirst(): Promise<void> {
    await take(await begun.shift()!); // there is one: both callers have looked
  }

  return {
    async add(item) {
      while (begun.length >= atOnce) await takeFirst();
      const result = work(item);
      result.catch(() => undefined); // thrown when it is taken; until then nobody listens
      begun.push(result);
    },
    async end() {
      while (begun.length > 0) await takeFirst();
    },
  };
}
