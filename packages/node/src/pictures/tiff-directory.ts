/**
 * The directories of a TIFF or BigTIFF: lists of fields, each with a tag, a type and values.
 *
 * Source: TIFF revision 6.0, Adobe, 1992; BigTIFF, https://www.awaresystems.be/imaging/tiff/bigtiff.html.
 */

/** Types of fields. */
export const ASCII = 2;
export const SHORT = 3;
export const LONG = 4;
/** Two LONG each: numerator and denominator, one behind the other in `values`. */
export const RATIONAL = 5;
export const LONG8 = 16;
/** Bytes of a number, and numbers of a value. */
const NUMBER_BYTES: Readonly<Record<number, number>> = { [ASCII]: 1, [SHORT]: 2, [LONG]: 4, [RATIONAL]: 4, [LONG8]: 8 };
const NUMBERS: Readonly<Record<number, number>> = { [RATIONAL]: 2 };

/** A field of the directory. */
export interface TiffField {
  readonly tag: number;
  readonly type: number;
  readonly values: readonly number[];
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
  const outside = fields.map(({ type, values }) => {
    const bytes = values.length * NUMBER_BYTES[type];
    return bytes <= word ? 0 : bytes + (bytes % 2);
  });
  const out = Buffer.alloc(outside.reduce((sum, bytes) => sum + bytes, own));
  putNumber(out, 0, big ? LONG8 : SHORT, fields.length);

  putNumber(out, own - word, wordType, next);
  let behind = own;
  fields.forEach(({ tag, type, values }, i) => {
    const field = (big ? 8 : 2) + i * fieldBytes;
    out.writeUInt16LE(tag, field);
    out.writeUInt16LE(type, field + 2);
    putNumber(out, field + 4, wordType, values.length / (NUMBERS[type] ?? 1));
    let to = field + 4 + word;
    if (outside[i] > 0) {
      putNumber(out, to, wordType, at + behind);
      to = behind;
      behind += outside[i];
    }
    for (const value of values) {
      putNumber(out, to, type, value);
      to += NUMBER_BYTES[type];
    }
  });
  return out;
}

function putNumber(out: Buffer, at: number, type: number, value: number): void {
  if (type === LONG8) out.writeBigUInt64LE(BigInt(value), at);
  else out.writeUIntLE(value, at, NUMBER_BYTES[type]);
}
