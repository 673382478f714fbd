/** Columns of a plan file: lists of numbers that become typed arrays. */

import { type JsonKind, wrong } from '../../runtime/json-kinds.js';

/** Columns of numbers. */
type Columns = Uint8Array | Uint32Array | Int32Array | Float32Array;

/** How a typed array of so many numbers is made. */
type ColumnsOf<T extends Columns> = new (length: number) => T;

/** A typed array of so many numbers, each of which is there: so a file is at least as long as what it fills. */
export function column<T extends Columns>(columns: ColumnsOf<T>, length: number, of: JsonKind<number>): JsonKind<T> {
  return {
    schema: { type: 'array', items: of.schema },
    read: (json, path) => {
      if (!Array.isArray(json) || json.length !== length) throw wrong(path, `${length} numbers`, json);
      const column = new columns(length);
      for (let i = 0; i < length; i++) column[i] = of.read(json[i], path);
      return column;
    },
  };
}

/** The same where one number may stand for all of them. */
export function compactColumn<T extends Columns>(
  columns: ColumnsOf<T>,
  length: number,
  of: JsonKind<number>,
): JsonKind<T> {
  const all = column(columns, length, of);
  const read = (json: unknown, path: string): T => {
    if (typeof json !== 'number') return all.read(json, path);
    const column = new columns(length);
    column.fill(of.read(json, path));
    return column;
  };
  return { schema: { anyOf: [of.schema, all.schema] }, read };
}
