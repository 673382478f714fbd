/**
 * The directories of a TIFF, and of the camera formats that are built like one. Every offset and count is checked, loops
 * end, and what cannot be read is not there.
 *
 * Source: TIFF revision 6.0, Adobe, 1992, §2; TIFF Technical Note 1 (SubIFDs), Adobe, 1995.
 */

/** A directory. */
export interface TiffDirectory {
  /** The whole numbers of a field; empty if there is no such field. */
  numbers(tag: number): readonly number[];
  /** The text of a field; empty if there is no such field. */
  text(tag: number): string;
}

interface Field {
  readonly type: number;
  readonly count: number;
  /** Where its values are. */
  readonly at: number;
}

const TYPE_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 7: 1, 13: 4 };
const ASCII = 2;
const SUB_DIRECTORIES = 330;

// far more than any camera writes
const MOST_DIRECTORIES = 64;
const MOST_FIELDS = 4096;
const MOST_VALUES = 65_536;

/** All directories: the chain that the header begins, and those within them. Empty if this is no TIFF. */
export function tiffDirectories(file: Buffer): TiffDirectory[] {
  const order = file.toString('latin1', 0, 2);
  if (file.length < 8 || (order !== 'II' && order !== 'MM')) return [];
  const read = reader(file, order === 'II');
  const found: TiffDirectory[] = [];
  const seen = new Set<number>();
  const queue = [read(4, 4)];
  for (let at = queue.shift(); at !== undefined && found.length < MOST_DIRECTORIES; at = queue.shift()) {
    if (seen.has(at) || at < 8 || at + 2 > file.length) continue;
    seen.add(at);
    const fields = fieldsAt(file, at, read);
    const directory: TiffDirectory = {
      numbers: (tag) => numbersOf(file, fields.get(tag), read),
      text: (tag) => textOf(file, fields.get(tag)),
    };
    found.push(directory);
    const next = at + 2 + read(at, 2) * 12;
    if (next + 4 <= file.length) queue.push(read(next, 4));
    queue.push(...directory.numbers(SUB_DIRECTORIES).slice(0, MOST_DIRECTORIES));
  }
  return found;
}

type Read = (at: number, size: number) => number;

function reader(file: Buffer, little: boolean): Read {
  return (at, size) => (little ? file.readUIntLE(at, size) : file.readUIntBE(at, size));
}

function fieldsAt(file: Buffer, at: number, read: Read): Map<number, Field> {
  const fields = new Map<number, Field>();
  const count = Math.min(read(at, 2), MOST_FIELDS, Math.floor((file.length - at - 2) / 12));
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + i * 12;
    const type = read(entry + 2, 2);
    const values = read(entry + 4, 4);
    const size = (TYPE_BYTES[type] ?? 0) * values;
    const from = size > 4 ? read(entry + 8, 4) : entry + 8;
    if (size > 0 && from + size <= file.length) fields.set(read(entry, 2), { type, count: values, at: from });
  }
  return fields;
}

function numbersOf(file: Buffer, field: Field | undefined, read: Read): number[] {
  if (field === undefined || field.type === ASCII || field.at >= file.length) return [];
  const size = TYPE_BYTES[field.type];
  return Array.from({ length: Math.min(field.count, MOST_VALUES) }, (_, i) => read(field.at + i * size, size));
}

function textOf(file: Buffer, field: Field | undefined): string {
  if (field?.type !== ASCII) return '';
  const text = file.toString('latin1', field.at, field.at + Math.min(field.count, 256));
  return text.replace(/\0.*$/s, '').trim();
}
