import { BANNED, type Candidates, randomFrom, type ViewTable } from '@tesserae/core/internal';

/** What a search is asked for, in plain rows. */
export interface Question {
  /** rows × dims and queries × dims whole numbers. */
  readonly views: Float32Array;
  readonly cells: Float32Array;
  readonly dims: number;
  readonly owner: Uint32Array;
  /** One a row: what is added to the squared distance, or `BANNED`. */
  readonly extra: Int32Array;
}

/** Few distinct values and few distinct prices, so that ties decide; some photos are banned. Seeded. */
export function tiedQuestion(rows: number, queries: number, dims: number, viewsEach: number, seed: number): Question {
  const random = randomFrom(seed);
  const digits = (count: number) => Float32Array.from({ length: count }, () => Math.floor(random() * 4) - 2);
  const owner = Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / viewsEach) * 2);
  const prices = Int32Array.from({ length: rows * 2 }, () => (random() < 0.1 ? BANNED : Math.floor(random() * 3)));
  const extra = Int32Array.from(owner, (photo) => prices[photo]);
  return { views: digits(rows * dims), cells: digits(queries * dims), dims, owner, extra };
}

/** The terms of a question for a table made of its views. */
export function termsFor({ extra }: Question, table: ViewTable): Int32Array {
  return Int32Array.from(extra, (price, row) => (price === BANNED ? BANNED : price + table.norms[row]));
}

/** The obvious answer: every view's value, the best view of each photo, sorted. */
export function bySorting({ views, cells, dims, owner, extra }: Question, k: number): Candidates {
  const queries = cells.length / dims;
  const answer = { k, rows: new Int32Array(queries * k).fill(-1), values: new Int32Array(queries * k) };
  for (let query = 0; query < queries; query++) {
    const best = new Map<number, { row: number; value: number }>();
    for (let row = 0; row < owner.length; row++) {
      if (extra[row] === BANNED) continue;
      let value = extra[row];
      for (let i = 0; i < dims; i++) value += (cells[query * dims + i] - views[row * dims + i]) ** 2;
      const held = best.get(owner[row]);
      if (held === undefined || value < held.value) best.set(owner[row], { row, value });
    }
    const list = [...best].sort(([a, x], [b, y]) => x.value - y.value || a - b).slice(0, k);
    list.forEach(([, { row, value }], i) => {
      answer.rows[query * k + i] = row;
      answer.values[query * k + i] = value;
    });
  }
  return answer;
}
