/**
 * The directories of a TIFF or BigTIFF, written and read: lists of fields, each with a tag, a type and values.
 *
 * What is read comes from anybody's file: every offset and count is checked, loops end, and what cannot be read is not there.
 *
 * Source: TIFF revision 6.0, Adobe, 1992; BigTIFF, https://www.awaresystems.be/imaging/tiff/bigtiff.html; TIFF Technical
 * Note 1 (SubIFDs), Adobe, 1995.
 */

/** Types of fields. */
export const BYTE = 1;
export const ASCII = 2;
export const SHORT = 3;
export const LONG = 4;
/** Two LONG each: numerator and denominator, one behind the other in `values`. */
export const RATIONAL = 5;
/** Bytes of any meaning. */
export const UNDEFINED = 7;
export const LONG8 = 16;
/** Bytes of a number, and numbers of a value. */
const NUMBER_BYTES: Readonly<Record<number, number>> = {
  [BYTE]: 1,
  [ASCII]: 1,
  [SHORT]: 2,
  [LONG]: 4,
  [RATIONAL]: 4,
  [UNDEFINED]: 1,
  [LONG8]: 8,
};
const NUMBERS: Readonly<Record<number, number>> = { [RATIONAL]: 2 };

/** A field of the directory. */
export interface TiffField {
  readonly tag: number;
  readonly type: number;
  readonly values: ArrayLike<number>;
  /** Where the values stand in the file already, if they do; then there are more than fit into the field. */
  readonly at?: number;
}

/** The first bytes of a file, which say where its first directory is: 8, of a BigTIFF 16. */
export function tiffHeader(directoryAt: number, big: boolean): Uint8Array {
  const bytes = Buffer.alloc(big ? 16 : 8);
  bytes.write('II', 'latin1'); // little-endian
  bytes.writeUInt16LE(big ? 43 : 42, 2);
  if (big) bytes.writeUInt16LE(8, 4); // bytes of an offset
  putNumber(bytes, big ? 8 : 4, big ? LONG8 : LONG, directoryAt);
  return bytes;
}

/** Where a directory stands, and where the next one does; 0 if it is the last. */
export interface DirectoryPlace {
  readonly at: number;
  readonly next: number;
}

/** The bytes of a directory; values that do not fit a field follow behind. */
export function tiffDirectory(fields: readonly TiffField[], { at, next }: DirectoryPlace, big: boolean): Uint8Array {
  const word = big ? 8 : 4;
  const wordType = big ? LONG8 : LONG;
  const fieldBytes = 4 + 2 * word; // tag, type, count, value
  const own = (big ? 8 : 2) + fields.length * fieldBytes + word;
  const outside = fields.map(({ type, values, at: placed }) => {
    const bytes = values.length * NUMBER_BYTES[type];
    return bytes <= word || placed !== undefined ? 0 : bytes + (bytes % 2);
  });
  const out = Buffer.alloc(outside.reduce((sum, bytes) => sum + bytes, own));
  putNumber(out, 0, big ? LONG8 : SHORT, fields.length);

  putNumber(out, own - word, wordType, next);
  let behind = own;
  fields.forEach(({ tag, type, values, at: placed }, i) => {
    const field = (big ? 8 : 2) + i * fieldBytes;
    out.writeUInt16LE(tag, field);
    out.writeUInt16LE(type, field + 2);
    putNumber(out, field + 4, wordType, values.length / (NUMBERS[type] ?? 1));
    let to = field + 4 + word;
    if (placed !== undefined) {
      putNumber(out, to, wordType, placed);
      return;
    }
    if (outside[i] > 0) {
      putNumber(out, to, wordType, at + behind);
      to = behind;
      behind += outside[i];
    }
    for (let k = 0; k < values.length; k++) putNumber(out, to + k * NUMBER_BYTES[type], type, values[k]);
  });
  return out;
}

function putNumber(out: Buffer, at: number, type: number, value: number): void {
  if (type === LONG8) out.writeBigUInt64LE(BigInt(value), at);
  else out.writeUIntLE(value, at, NUMBER_BYTES[type]);
}

/** A directory of a file, which may be one of the camera formats that are built like a TIFF. */
export interface TiffDirectory {
  /** The whole numbers of a field; empty if there is no such field. */
  numbers(tag: number): readonly number[];
  /** The text of a field; empty if there is no such field. */
  text(tag: number): string;
  /** Whether there is such a field, whatever its type. */
  has(tag: number): boolean;
  /** The directory that a field points to. */
  inner(tag: number): TiffDirectory | undefined;
}

/** Bytes of a value of the types that are read: whole numbers, texts, and bytes of any meaning. */
const READ_BYTES: Readonly<Record<number, number>> = {
  [BYTE]: 1,
  [ASCII]: 1,
  [SHORT]: 2,
  [LONG]: 4,
  [UNDEFINED]: 1,
  13: 4,
};
const SUB_DIRECTORIES = 330;

// far more than any camera writes
const MOST_DIRECTORIES = 64;
const MOST_FIELDS = 4096;
const MOST_VALUES = 65_536;

/** All directories: the chain that the header begins, and those within them. Empty if this is no TIFF. */
export function tiffDirectories(file: Buffer): TiffDirectory[] {
  const order = file.toString('latin1', 0, 2);
  if (file.length < 8 || (order !== 'II' && order !== 'MM')) return [];
  const read: Read = (at, size) => (order === 'II' ? file.readUIntLE(at, size) : file.readUIntBE(at, size));
  const found: TiffDirectory[] = [];
  const seen = new Set<number>();
  const queue = [read(4, 4)];
  for (let at = queue.shift(); at !== undefined && found.length < MOST_DIRECTORIES; at = queue.shift()) {
    const directory = seen.has(at) ? undefined : directoryAt(file, at, read);
    if (directory === undefined) continue;
    seen.add(at);
    found.push(directory);
    const next = at + 2 + read(at, 2) * 12;
    if (next + 4 <= file.length) queue.push(read(next, 4));
    queue.push(...directory.numbers(SUB_DIRECTORIES).slice(0, MOST_DIRECTORIES));
  }
  return found;
}

type Read = (at: number, size: number) => number;

interface FieldPlace {
  readonly type: number;
  readonly count: number;
  /** Where its values are. */
  readonly at: number;
}

function directoryAt(file: Buffer, at: number, read: Read): TiffDirectory | undefined {
  if (at < 8 || at + 2 > file.length) return undefined;
  const fields = new Map<number, FieldPlace>();
  const tags = new Set<number>();
  const entries = Math.min(read(at, 2), MOST_FIELDS, Math.floor((file.length - at - 2) / 12));
  for (let entry = at + 2; entry < at + 2 + entries * 12; entry += 12) {
    const [tag, type, count] = [read(entry, 2), read(entry + 2, 2), read(entry + 4, 4)];
    tags.add(tag);
    const size = (READ_BYTES[type] ?? 0) * count;
    const from = size > 4 ? read(entry + 8, 4) : entry + 8;
    if (size > 0 && from + size <= file.length && !fields.has(tag)) fields.set(tag, { type, count, at: from });
  }
  const numbers = (tag: number): number[] => {
    const field = fields.get(tag);
    if (field === undefined || field.type === ASCII) return [];
    const size = READ_BYTES[field.type];
    return Array.from({ length: Math.min(field.count, MOST_VALUES) }, (_, i) => read(field.at + i * size, size));
  };
  const text = (tag: number): string => {
    const field = fields.get(tag);
    if (field?.type !== ASCII) return '';
    const whole = file.toString('latin1', field.at, field.at + Math.min(field.count, 256));
    return whole.replace(/\0.*$/s, '').trim();
  };
  return { numbers, text, has: (tag) => tags.has(tag), inner: (tag) => directoryAt(file, numbers(tag)[0] ?? 0, read) };
}
