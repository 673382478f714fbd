/** A source of numbers in [0, 1). Passed to whatever needs chance, so that a seed decides the outcome. */
export type Random = () => number;

/**
 * A small seeded generator: the same numbers on every machine.
 *
 * Source: T. Ettinger, "mulberry32", 2017, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 *
 * @param seed  taken modulo 2³²
 */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Puts a list in an order of chance.
 *
 * Source: R. Durstenfeld, "Algorithm 235: Random permutation", CACM 7(7), 1964, doi:10.1145/364520.364540.
 *
 * @returns `order`
 */
export function shuffled<T extends unknown[] | Uint32Array>(order: T, random: Random): T {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
