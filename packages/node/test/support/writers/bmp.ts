/** Writes BMPs of every sort by hand: the tests' other half of the reader. */

/** What to write. */
export interface BmpSort {
  readonly bits: 1 | 2 | 4 | 8 | 16 | 24 | 32;
  /** 12 is OS/2's. */
  readonly header: 12 | 40 | 52 | 56 | 108 | 124;
  readonly topDown?: boolean;
  /** Runs, for 4 and 8 bits. */
  readonly packed?: boolean;
  /** Red, green, blue, alpha. */
  readonly masks?: readonly [number, number, number, number];
}

/** Indices or pixels of any number of bits, row by row from the top. */
export interface BmpPixels {
  readonly width: number;
  readonly height: number;
  /** One number a pixel, as it stands in the file. */
  readonly values: readonly number[];
  /** Blue, green, red of each index. */
  readonly palette?: readonly (readonly [number, number, number])[];
}

/** The file. */
export function writeBmp(sort: BmpSort, { width, height, values, palette = [] }: BmpPixels): Buffer {
  const header = Buffer.alloc(sort.header);
  header.writeUInt32LE(sort.header, 0);
  if (sort.header === 12) {
    header.writeUInt16LE(width, 4);
    header.writeUInt16LE(height, 6);
    header.writeUInt16LE(1, 8);
    header.writeUInt16LE(sort.bits, 10);
  } else {
    header.writeInt32LE(width, 4);
    header.writeInt32LE(sort.topDown ? -height : height, 8);
    header.writeUInt16LE(1, 12);
    header.writeUInt16LE(sort.bits, 14);
    header.writeUInt32LE(sort.packed ? (sort.bits === 8 ? 1 : 2) : sort.masks ? 3 : 0, 16);
    header.writeUInt32LE(palette.length, 32);
  }
  const masks = Buffer.alloc(sort.masks && sort.header === 40 ? 12 : 0);
  for (const [i, mask] of (sort.masks ?? []).entries()) {
    if (sort.header === 40 && i < 3) masks.writeUInt32LE(mask, i * 4);
    else if (sort.header >= 52 + (i === 3 ? 4 : 0)) header.writeUInt32LE(mask, 40 + i * 4);
  }
  const colours = Buffer.from(palette.flatMap((colour) => (sort.header === 12 ? colour : [...colour, 0])));
  const order = Array.from({ length: height }, (_, row) => (sort.topDown ? row : height - 1 - row));
  const rows = order.map((y) => values.slice(y * width, (y + 1) * width));
  const pixels = Buffer.concat(
    sort.packed
      ? [...rows.map((row) => runs(row, sort.bits)), Buffer.from([0, 1])]
      : rows.map((row) => bare(row, sort)),
  );
  const start = 14 + header.length + masks.length + colours.length;
  const file = Buffer.alloc(14);
  file.write('BM', 'latin1');
  file.writeUInt32LE(start + pixels.length, 2);
  file.writeUInt32LE(start, 10);
  return Buffer.concat([file, header, masks, colours, pixels]);
}

function bare(row: readonly number[], { bits }: BmpSort): Buffer {
  const out = Buffer.alloc(Math.ceil((row.length * bits) / 32) * 4);
  for (const [x, value] of row.entries()) {
    if (bits >= 8) out.writeUIntLE(value, (x * bits) / 8, bits / 8);
    else out[Math.floor((x * bits) / 8)] |= value << (8 - bits - ((x * bits) % 8));
  }
  return out;
}

/** A row as a literal run of its first half, if that is long enough, and runs of equal indices. */
function runs(row: readonly number[], bits: number): Buffer {
  const out: number[] = [];
  const literal = Math.min(255, Math.floor(row.length / 2));
  let x = 0;
  if (literal >= 3) {
    const part = row.slice(0, literal);
    const bytes =
      bits === 8
        ? part
        : Array.from({ length: Math.ceil(literal / 2) }, (_, i) => (part[i * 2] << 4) | (part[i * 2 + 1] ?? 0));
    out.push(0, literal, ...bytes, ...(bytes.length % 2 ? [0] : []));
    x = literal;
  }
  while (x < row.length) {
    let count = 1;
    while (x + count < row.length && count < 255 && row[x + count] === row[x]) count++;
    out.push(count, bits === 8 ? row[x] : (row[x] << 4) | row[x]);
    x += count;
  }
  return Buffer.from([...out, 0, 0]);
}
