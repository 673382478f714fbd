/** Writes HEIC by hand around one small picture: the container is what is tested, not the codec. */

/** How the container says that the picture is to be shown. */
export interface HeicTurn {
  /** Quarter turns anti-clockwise (`irot`). */
  readonly turns?: number;
  /** 0: upper and lower half change places; 1: left and right (`imir`, after the turn). */
  readonly mirror?: 0 | 1;
  /** An EXIF orientation, which readers have to ignore. */
  readonly exif?: number;
  readonly icc?: Uint8Array;
  /** Width and height that the container claims. */
  readonly claimed?: readonly [number, number];
  /** The part that is shown (`clap`, before the turn): left, top, width, height. */
  readonly part?: readonly [number, number, number, number];
}

/** Pixels of the picture as coded. */
export const CODED: { readonly width: number; readonly height: number } = { width: 96, height: 64 };

/** What the picture shows: a rectangle, and its colour, over those before. An F in four colours. */
export const SHOWN: readonly (readonly [box: readonly [number, number, number, number], rgb: readonly number[]])[] = [
  [
    [0, 0, 96, 64],
    [230, 220, 90],
  ],
  [
    [16, 8, 32, 56],
    [200, 30, 40],
  ],
  [
    [32, 8, 80, 20],
    [30, 60, 200],
  ],
  [
    [32, 28, 64, 40],
    [20, 140, 60],
  ],
];

// x265 3.5 through ImageMagick 6.9, quality 55: configuration and slice of SHOWN
const CONFIGURATION = Buffer.from(
  'AQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQAoQgEBA3AAAAMAkAAAAwAAAwAeoDCB' +
    'BZbqSSmubAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQA==',
  'base64',
);
const SLICE = Buffer.from(
  'AAAA0ygBrx+AbJ4rfRDQ3Qr/v82P/wzDf7zMgYRGy//XyQF3Pg/vmswVeFPb2Mve/0vphWJtn/dsRu/Wje2ijMrkuXEH1M4lTXbZUEpl' +
    'nt3BAgFp+6TiF06AUNlqslj4/vLPSdVr+0od1eiFLryGqbwg08pdErD9uzSUcJC505YvLgSVS7P7v4fqbmc00A8LOzwjBfnKukxf/C63' +
    '9OjuxuW/OYp/vWZMCF/8PHi82i0whD/+N5wuLeNKfWGNhKqixnZs1vb/1j6bQi77q/duAwwwHFwqtsA=',
  'base64',
);

/**
 * The file.
 *
 * Source: ISO/IEC 23008-12:2022 (HEIF); ISO/IEC 14496-12 (boxes).
 */
export function writeHeic({
  turns,
  mirror,
  exif,
  icc,
  claimed = [CODED.width, CODED.height],
  part,
}: HeicTurn = {}): Buffer {
  const properties = [box('hvcC', CONFIGURATION), full('ispe', 0, u32(...claimed))];
  if (icc !== undefined) properties.push(box('colr', Buffer.from('prof'), icc));
  if (part !== undefined) properties.push(box('clap', aperture(part)));
  if (turns !== undefined) properties.push(box('irot', Buffer.from([turns])));
  if (mirror !== undefined) properties.push(box('imir', Buffer.from([mirror])));
  const items: [type: string, data: Buffer][] = [['hvc1', SLICE]];
  if (exif !== undefined) items.push(['Exif', Buffer.concat([u32(6), Buffer.from('Exif\0\0'), orientation(exif)])]);

  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic'));
  const meta = (start: number): Buffer => {
    let at = start;
    const places = items.map(([, data], i) => {
      at += data.length;
      return Buffer.concat([u16(i + 1, 0, 1), u32(at - data.length, data.length)]);
    });
    return full(
      'meta',
      0,
      full('hdlr', 0, u32(0), Buffer.from('pict'), Buffer.alloc(13)),
      full('pitm', 0, u16(1)),
      full('iloc', 0, Buffer.from([0x44, 0]), u16(items.length), ...places),
      full(
        'iinf',
        0,
        u16(items.length),
        ...items.map(([type], i) => full('infe', 2, u16(i + 1, 0), Buffer.from(`${type}\0`))),
      ),
      ...(exif === undefined ? [] : [full('iref', 0, box('cdsc', u16(2, 1, 1)))]),
      box(
        'iprp',
        box('ipco', ...properties),
        full('ipma', 0, u32(1), u16(1), Buffer.from([properties.length, ...properties.map((_, i) => 0x80 | (i + 1))])),
      ),
    );
  };
  const start = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(start), box('mdat', ...items.map(([, data]) => data))]);
}

/** Width and height, and how far the middle is from that of the whole, as fractions. */
function aperture([left, top, width, height]: readonly [number, number, number, number]): Buffer {
  const out = Buffer.alloc(32);
  const values = [width, 1, height, 1, 2 * left + width - CODED.width, 2, 2 * top + height - CODED.height, 2];
  for (const [i, value] of values.entries()) out.writeInt32BE(value, i * 4);
  return out;
}

/** A TIFF with nothing but an orientation. */
export function orientation(value: number): Buffer {
  const tiff = Buffer.from('II*\0\b\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  tiff[18] = value;
  return tiff;
}

function box(type: string, ...contents: readonly Uint8Array[]): Buffer {
  const inner = Buffer.concat(contents);
  return Buffer.concat([u32(inner.length + 8), Buffer.from(type), inner]);
}

function full(type: string, version: number, ...contents: readonly Uint8Array[]): Buffer {
  return box(type, Buffer.from([version, 0, 0, 0]), ...contents);
}

function u16(...values: readonly number[]): Buffer {
  return Buffer.from(values.flatMap((value) => [value >> 8, value & 255]));
}

function u32(...values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) out.writeUInt32BE(value, i * 4);
  return out;
}
