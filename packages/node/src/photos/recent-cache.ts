/**
 * Makes a function that remembers what it was used for last, up to so many bytes; a single larger value is kept until
 * the next.
 *
 * @param size  bytes of a value
 * @returns gives what is kept under a key, else what `read` reads
 */
export function recentCache<T>(most: number, size: (value: T) => number): (key: number, read: () => T) => T {
  // a Map keeps the order in which keys were put into it
  const kept = new Map<number, T>();
  let bytes = 0;
  return (key, read) => {
    let value = kept.get(key);
    if (value === undefined) {
      value = read();
      bytes += size(value);
    } else kept.delete(key);
    kept.set(key, value);
    for (const [oldest, old] of kept) {
      if (bytes <= most || oldest === key) break;
      kept.delete(oldest);
      bytes -= size(old);
    }
    return value;
  };
}
