/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations.
 *
 * Source: C. G. J. Jacobi, "Über ein leichtes Verfahren, die in der Theorie der Säcularstörungen vorkommenden Gleichungen
 * numerisch aufzulösen", Journal für die reine und angewandte Mathematik 30, 1846, doi:10.1515/crll.1846.30.51.
 */

/** matrix = Σ values[k] · vector k · vector kᵀ. */
export interface Eigen {
  /** n, the largest first. */
  readonly values: Float64Array;
  /** n × n: vector k is row k, of length 1. */
  readonly vectors: Float64Array;
}

/** Rotations through all pairs; a 16 × 16 matrix needs about eight. */
const MOST_SWEEPS = 64;

/** Decomposes a symmetric matrix. @param matrix  n × n, row by row */
export function eigenOf(matrix: Float64Array): Eigen {
  const n = Math.sqrt(matrix.length);
  const left = matrix.slice();
  const vectors = Float64Array.from(matrix, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(left, n) > 1e-30; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(left, vectors, n, [p, q]);
  }
  const order = Array.from({ length: n }, (_, k) => k).sort((a, b) => left[b * n + b] - left[a * n + a] || a - b);
  return {
    values: Float64Array.from(order, (k) => left[k * n + k]),
    vectors: Float64Array.from(vectors, (_, i) => vectors[order[Math.floor(i / n)] * n + (i % n)]),
  };
}

/** The share of the squares that stands beside the diagonal. */
function offDiagonal(matrix: Float64Array, n: number): number {
  let [beside, all] = [0, 0];
  matrix.forEach((value, i) => {
    all += value * value;
    if (i % (n + 1) > 0) beside += value * value;
  });
  return all === 0 ? 0 : beside / all;
}

/** Turns the plane of axes p and q so that their common entry becomes 0. Rows of `vectors` turn along. */
function rotate(matrix: Float64Array, vectors: Float64Array, n: number, [p, q]: readonly [number, number]): void {
  const common = matrix[p * n + q];
  if (common === 0) return;
  const theta = (matrix[q * n + q] - matrix[p * n + p]) / (2 * common);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const turn = [cosine, tangent * cosine] as const;
  for (let k = 0; k < n; k++) mix(matrix, k * n + p, k * n + q, turn);
  for (let k = 0; k < n; k++) mix(matrix, p * n + k, q * n + k, turn);
  for (let k = 0; k < n; k++) mix(vectors, p * n + k, q * n + k, turn);
}

function mix(values: Float64Array, a: number, b: number, [cosine, sine]: readonly [number, number]): void {
  const [x, y] = [values[a], values[b]];
  values[a] = cosine * x - sine * y;
  values[b] = sine * x + cosine * y;
}
