/**
 * An ICC profile of sRGB, made here so that every PDF has the same one: version 2.4, matrix and curves of 1,024 entries.
 *
 * Source: IEC 61966-2-1:1999 (the curve); ICC.1:2001-04, sections 6.1 to 6.5. The primaries, adapted to D50 by Bradford, as B.
 * Lindbloom has them, http://www.brucelindbloom.com/index.html?Eqn_RGB_XYZ_Matrix.html.
 */

const RED = [0.4360747, 0.2225045, 0.0139322];
const GREEN = [0.3850649, 0.7168786, 0.0971045];
const BLUE = [0.1430804, 0.0606169, 0.7141733];
const D65 = [0.95047, 1, 1.08883];
const D50 = [0.9642, 1, 0.8249];

const NAME = 'sRGB IEC61966-2.1';
const ENTRIES = 1024;

/** The profile's bytes. */
export function srgbProfile(): Uint8Array {
  const curve = curveTag();
  const tags: [name: string, data: Buffer][] = [
    ['desc', descriptionTag(NAME)],
    ['cprt', textTag('No copyright, use freely.')],
    ['wtpt', xyzTag(D65)],
    ['rXYZ', xyzTag(RED)],
    ['gXYZ', xyzTag(GREEN)],
    ['bXYZ', xyzTag(BLUE)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  const places = new Map<Buffer, number>(); // the three curves are one
  const parts: Buffer[] = [];
  let end = 128 + table.length;
  tags.forEach(([name, data], i) => {
    if (!places.has(data)) {
      places.set(data, end);
      parts.push(data);
      end += data.length;
    }
    table.write(name, 4 + i * 12, 'latin1');
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

function curveTag(): Buffer {
  const out = Buffer.alloc(12 + ENTRIES * 2);
  out.write('curv', 0, 'latin1');
  out.writeUInt32BE(ENTRIES, 8);
  for (let i = 0; i < ENTRIES; i++) {
    const v = i / (ENTRIES - 1);
    const linear = v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    out.writeUInt16BE(Math.round(linear * 65535), 12 + i * 2);
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
