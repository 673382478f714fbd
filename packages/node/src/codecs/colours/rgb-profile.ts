/**
 * ICC profiles of RGB colours, made here: of sRGB, so that all files have the same one, and of colours that a picture tells in
 * another way. Version 2.4, matrix and curves.
 *
 * Source: ICC.1:2001-04, sections 6.1 to 6.5; for the matrix, B. Lindbloom, "RGB/XYZ Matrices" and "Chromatic Adaptation",
 * http://www.brucelindbloom.com (adapted to D50 by Bradford); IEC 61966-2-1:1999 (sRGB).
 */

/** A chromaticity: x and y of CIE 1931. */
export type Chromaticity = readonly [x: number, y: number];

/** What RGB numbers mean. */
export interface RgbColours {
  readonly white: Chromaticity;
  readonly red: Chromaticity;
  readonly green: Chromaticity;
  readonly blue: Chromaticity;
  /** The light of a number; both 0 … 1. Grows. */
  readonly curve: (value: number) => number;
}

type Triple = readonly [number, number, number];

const D65: Triple = [0.95047, 1, 1.08883];
const D50: Triple = [0.9642, 1, 0.8249];

/** Red, green and blue of sRGB as XYZ, adapted to D50; Lindbloom's numbers. */
const SRGB: readonly Triple[] = [
  [0.4360747, 0.2225045, 0.0139322],
  [0.3850649, 0.7168786, 0.0971045],
  [0.1430804, 0.0606169, 0.7141733],
];

/** The light of a number of sRGB. */
export function srgbCurve(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The profile of sRGB. */
export function srgbProfile(): Uint8Array {
  return profile('sRGB IEC61966-2.1', SRGB, curveTag(srgbCurve, 1024));
}

/** A profile of other colours. */
export function profileOfColours(colours: RgbColours): Uint8Array {
  return profile('RGB as the file tells', adaptedPrimaries(colours), curveTag(colours.curve, 4096));
}

/** A profile of sRGB's primaries with the curve of a grey one. @param curve  its tag `kTRC` */
export function profileOfGrey(curve: Buffer): Uint8Array {
  return profile('RGB of a grey profile', SRGB, padded(curve));
}

function profile(name: string, [red, green, blue]: readonly Triple[], curve: Buffer): Uint8Array {
  const tags: [name: string, data: Buffer][] = [
    ['desc', descriptionTag(name)],
    ['cprt', textTag('No copyright, use freely.')],
    ['wtpt', xyzTag(D65)],
    ['rXYZ', xyzTag(red)],
    ['gXYZ', xyzTag(green)],
    ['bXYZ', xyzTag(blue)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  const places = new Map<Buffer, number>(); // the three curves are one
  const parts: Buffer[] = [];
  let end = 128 + table.length;
  tags.forEach(([tag, data], i) => {
    if (!places.has(data)) {
      places.set(data, end);
      parts.push(data);
      end += data.length;
    }
    table.write(tag, 4 + i * 12, 'latin1');
    table.writeUInt32BE(places.get(data) ?? 0, 8 + i * 12);
    table.writeUInt32BE(data.length, 12 + i * 12);
  });
  return Buffer.concat([header(end), table, ...parts]);
}

function header(bytes: number): Buffer {
  const out = Buffer.alloc(128);
  out.writeUInt32BE(bytes, 0);
  out.writeUInt32BE(0x02400000, 8); // version
  out.write('mntrRGB XYZ ', 12, 'latin1'); // a monitor, from RGB to XYZ
  out.writeUInt16BE(1998, 24); // the date it was described on, not that of today
  out.writeUInt16BE(2, 26);
  out.writeUInt16BE(9, 28);
  out.write('acsp', 36, 'latin1');
  putXyz(out, 68, D50);
  return out;
}

/** Red, green and blue as XYZ that add up to white, seen under D50. */
function adaptedPrimaries({ white, red, green, blue }: RgbColours): readonly Triple[] {
  const columns = [red, green, blue].map(xyzOf);
  const shares = solve(columns, xyzOf(white));
  const seen = times(BRADFORD, xyzOf(white));
  const wanted = times(BRADFORD, D50);
  return columns.map((column, i) => {
    const cone = times(BRADFORD, scaled(column, shares[i]));
    return solve(columnsOf(BRADFORD), [0, 1, 2].map((c) => (cone[c] * wanted[c]) / seen[c]) as unknown as Triple);
  });
}

/** Responses of the cones to XYZ. */
const BRADFORD: readonly Triple[] = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

function xyzOf([x, y]: Chromaticity): Triple {
  return [x / y, 1, (1 - x - y) / y];
}

function scaled([x, y, z]: Triple, by: number): Triple {
  return [x * by, y * by, z * by];
}

function times(rows: readonly Triple[], v: Triple): Triple {
  const [a, b, c] = rows.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
  return [a, b, c];
}

function columnsOf(rows: readonly Triple[]): readonly Triple[] {
  return [0, 1, 2].map((c): Triple => [rows[0][c], rows[1][c], rows[2][c]]);
}

/** How much of each of three columns adds up to a vector: Cramer's rule. */
function solve([a, b, c]: readonly Triple[], v: Triple): Triple {
  const all = determinant(a, b, c);
  return [determinant(v, b, c) / all, determinant(a, v, c) / all, determinant(a, b, v) / all];
}

function determinant(a: Triple, b: Triple, c: Triple): number {
  return a[0] * (b[1] * c[2] - c[1] * b[2]) - b[0] * (a[1] * c[2] - c[1] * a[2]) + c[0] * (a[1] * b[2] - b[1] * a[2]);
}

function curveTag(curve: (value: number) => number, entries: number): Buffer {
  const out = Buffer.alloc(12 + entries * 2);
  out.write('curv', 0, 'latin1');
  out.writeUInt32BE(entries, 8);
  for (let i = 0; i < entries; i++) {
    const light = Math.max(0, Math.min(1, curve(i / (entries - 1))));
    out.writeUInt16BE(Math.round(light * 65535), 12 + i * 2);
  }
  return out;
}

function xyzTag(values: readonly number[]): Buffer {
  const out = Buffer.alloc(20);
  out.write('XYZ ', 0, 'latin1');
  putXyz(out, 8, values);
  return out;
}

/** Signed numbers with 16 bits behind the point. */
function putXyz(out: Buffer, at: number, values: readonly number[]): void {
  for (let i = 0; i < 3; i++) out.writeInt32BE(Math.round(values[i] * 65536), at + i * 4);
}

function textTag(text: string): Buffer {
  return padded(Buffer.concat([Buffer.from('text\0\0\0\0', 'latin1'), Buffer.from(`${text}\0`, 'latin1')]));
}

/** As version 2 has it: ASCII, then empty places for Unicode and a script of the Macintosh. */
function descriptionTag(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length + 1);
  const ascii = Buffer.from(`${text}\0`, 'latin1');
  return padded(Buffer.concat([Buffer.from('desc\0\0\0\0', 'latin1'), length, ascii, Buffer.alloc(8 + 3 + 67)]));
}

/** Tags begin on whole words. */
function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
}
