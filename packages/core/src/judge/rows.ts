/** Pictures as rows that pass by: what judges them holds a few rows, never a picture. */

/** Takes the next row of a picture, from the top. The row is the caller's: it is only valid during the call. */
export type RowConsumer = (row: Float32Array) => void;

/** Width and height, in whatever the rows are made of. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** Gives every row to two that take rows. */
export function teeRows(first: RowConsumer, second: RowConsumer): RowConsumer {
  return (row) => {
    first(row);
    second(row);
  };
}

/**
 * Brings two pictures together: `consume` is called with row y of both as soon as both are there. Rows of the one that
 * is ahead are kept until the other follows.
 *
 * @param consume  its rows are only valid during the call
 */
export function pairRows(consume: (left: Float32Array, right: Float32Array) => void): {
  left: RowConsumer;
  right: RowConsumer;
} {
  // rows of the picture that is ahead; at most one of the two waits
  const leftRows = queue();
  const rightRows = queue();
  return {
    left: (row) => {
      if (rightRows.length() === 0) leftRows.add(row);
      else rightRows.take((right) => consume(row, right));
    },
    right: (row) => {
      if (leftRows.length() === 0) rightRows.add(row);
      else leftRows.take((left) => consume(left, row));
    },
  };
}

interface Queue {
  length(): number;
  add(row: Float32Array): void;
  take(use: RowConsumer): void;
}

/** Copies of rows, first in, first out; a row's memory is used again. */
function queue(): Queue {
  const waiting: Float32Array[] = [];
  const spare: Float32Array[] = [];
  return {
    length: () => waiting.length,
    add: (row) => {
      const copy = spare.pop() ?? new Float32Array(row.length);
      copy.set(row);
      waiting.push(copy);
    },
    take: (use) => {
      const row = waiting.shift()!; // asked for only when one waits
      use(row);
      spare.push(row);
    },
  };
}
