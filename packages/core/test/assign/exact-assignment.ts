import { type Problem, squaredDistance, UNLIMITED } from '@tesserae/core/internal';

/**
 * The least cost under the bounds of uses and pins, spacing aside, or undefined if they cannot be met: the obvious way.
 *
 * Every use of a photo is a column of its own; required ones are made cheaper by more than all costs together, so that an
 * optimum takes as many of them as can be. Then shortest augmenting paths (R. Jonker, A. Volgenant, "A shortest
 * augmenting path algorithm for dense and sparse linear assignment problems", Computing 38, 1987).
 */
export function exactCost({ cells, views, rules }: Problem): number | undefined {
  const photos: number[] = [];
  const required: boolean[] = [];
  rules.maxUses.forEach((uses, photo) => {
    const most = Math.min(uses === UNLIMITED ? cells.rows : uses, cells.rows);
    for (let use = 0; use < most; use++) {
      photos.push(photo);
      required.push(use < rules.minUses[photo]);
    }
  });
  const least = rules.minUses.reduce((sum, uses) => sum + uses, 0);
  if (photos.length < cells.rows || least > cells.rows) return undefined;

  let dearest = 1;
  for (let cell = 0; cell < cells.rows; cell++) {
    for (let view = 0; view < views.rows; view++) {
      dearest = Math.max(dearest, 1 + squaredDistance(cells, cell, views, view));
    }
  }
  const forbidden = dearest * cells.rows * 1000;
  const premium = dearest * cells.rows;
  const cost = (cell: number, column: number): number => {
    const photo = photos[column];
    if (rules.pinned[cell] >= 0 && rules.pinned[cell] !== photo) return forbidden;
    let least = Number.POSITIVE_INFINITY;
    for (let view = 0; view < views.rows; view++) {
      if (views.owner[view] === photo) least = Math.min(least, squaredDistance(cells, cell, views, view));
    }
    return least - (required[column] ? premium : 0);
  };
  const columnOf = shortestPaths(
    Array.from({ length: cells.rows }, (_, cell) => photos.map((_, column) => cost(cell, column))),
  );
  let sum = 0;
  let taken = 0;
  columnOf.forEach((column, cell) => {
    if (required[column]) taken++;
    sum += cost(cell, column) + (required[column] ? premium : 0);
  });
  const wanted = required.filter((each) => each).length;
  return taken < wanted || sum >= forbidden - premium * cells.rows ? undefined : sum;
}

/** Row → its column, at the least total; at least as many columns as rows. */
function shortestPaths(costs: readonly (readonly number[])[]): number[] {
  const rows = costs.length;
  const columns = costs[0].length;
  const rowPrice = new Array<number>(rows + 1).fill(0);
  const columnPrice = new Array<number>(columns + 1).fill(0);
  // column 0 stands for the row that is being added; rows and columns are counted from 1
  const rowOf = new Array<number>(columns + 1).fill(0);
  for (let row = 1; row <= rows; row++) {
    const least = new Array<number>(columns + 1).fill(Number.POSITIVE_INFINITY);
    const before = new Array<number>(columns + 1).fill(0);
    const seen = new Array<boolean>(columns + 1).fill(false);
    rowOf[0] = row;
    let column = 0;
    do {
      seen[column] = true;
      const at = rowOf[column];
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= columns; j++) {
        if (seen[j]) continue;
        const reduced = costs[at - 1][j - 1] - rowPrice[at] - columnPrice[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          before[j] = column;
        }
        if (least[j] < delta) {
          delta = least[j];
          next = j;
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (seen[j]) {
          rowPrice[rowOf[j]] += delta;
          columnPrice[j] -= delta;
        } else least[j] -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = before[column]) rowOf[column] = rowOf[before[column]];
  }
  const columnOf = new Array<number>(rows).fill(-1);
  for (let j = 1; j <= columns; j++) if (rowOf[j] > 0) columnOf[rowOf[j] - 1] = j - 1;
  return columnOf;
}
