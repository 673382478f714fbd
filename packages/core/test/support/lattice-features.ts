import { randomFrom } from '@tesserae/core/internal';

/** Rows of a few distinct values: equal distances are common, so ties decide. Seeded. */
export function latticeFeatures(rows: number, dims: number, seed: number) {
  const random = randomFrom(seed);
  const data = Float32Array.from({ length: rows * dims }, () => Math.floor(random() * 4));
  const owner = Uint32Array.from({ length: rows }, (_, row) => row);
  return { rows, dims, data, owner, starts: Uint32Array.of(0, rows) };
}
