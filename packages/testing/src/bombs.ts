/** Small files that claim, or unpack to, far more than they are: what a decoder must refuse, or survive. */

import { crc32, deflateSync } from 'node:zlib';
import { loadSharp } from './pictures.js';

/** The side of most bombs: the largest that WebP and AVIF allow, 268 megapixels. */
const SIDE = 16_383;

/** Bombs by the name of a file that could hold them. Made anew each time, in about a second; the same bytes every time. */
export async function bombs(): Promise<ReadonlyMap<string, Buffer>> {
  const seeds = await seedPictures();
  return new Map([
    ...jpegBombs(seeds),
    ...pngBombs(),
    ...boxBombs(seeds),
    ['webp-lossless.webp', webpBomb(seeds.webp)],
    ['gif-frame.gif', gifBomb(SIDE)],
    ['gif-largest.gif', gifBomb(65_535)],
    ['tiff-strip.tif', tiffBomb(SIDE * 2, SIDE * 2)],
    ['tiff-wide.tif', tiffBomb(900_000, 64)],
    ['bmp-runs.bmp', bmpBomb(30_000, 1)],
    ['bmp-rows.bmp', bmpBomb(0x7fffffff, 0)],
    ['photoshop.psd', psdBomb(29_000)],
    ['entities.svg', svgBomb()],
  ]);
}

/** Real pictures, a few bytes of which are changed. */
interface Seeds {
  readonly progressive: Buffer;
  readonly baseline: Buffer;
  readonly webp: Buffer;
  readonly avif: Buffer;
  /** 5,600 × 5,600, all one colour: it holds what it claims. */
  readonly wholeAvif: Buffer;
}

async function seedPictures(): Promise<Seeds> {
  const sharp = await loadSharp();
  const flat = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: '#83a' } });
  const wholeAvif = await flat(5600).avif({ effort: 0, quality: 1 }).toBuffer();
  return {
    progressive: await flat(64).jpeg({ progressive: true }).toBuffer(),
    baseline: await flat(64).jpeg().toBuffer(),
    webp: await flat(64).webp({ lossless: true }).toBuffer(),
    avif: await flat(64).avif({ effort: 0 }).toBuffer(),
    wholeAvif,
  };
}

type Named = readonly [name: string, bytes: Buffer];

function jpegBombs({ progressive, baseline }: Seeds): Named[] {
  return [
    ['jpeg-progressive.jpg', claiming(progressive, SIDE)],
    ['jpeg-progressive-cut.jpg', claiming(progressive, SIDE).subarray(0, 232)],
    ['jpeg-baseline.jpg', claiming(baseline, SIDE)],
    ['jpeg-largest.jpg', claiming(baseline, 65_500)],
  ];
}

/** A JPEG whose frame header says another size. */
function claiming(jpeg: Buffer, side: number): Buffer {
  const bytes = Buffer.from(jpeg);
  let at = 2;
  while (bytes[at + 1] !== 0xc0 && bytes[at + 1] !== 0xc2) at += 2 + bytes.readUInt16BE(at + 2);
  bytes.writeUInt16BE(side, at + 5);
  bytes.writeUInt16BE(side, at + 7);
  return bytes;
}

function pngBombs(): Named[] {
  const rows = deflateSync(Buffer.alloc(2 ** 20));
  const million = deflateSync(Buffer.alloc(200 * 2 ** 20), { level: 1 });
  const picture = (header: PngHeader, ...between: Buffer[]): Buffer =>
    Buffer.concat([SIGNATURE, headerChunk(header), ...between, chunk('IDAT', rows), chunk('IEND')]);
  const named = (keyword: string) => Buffer.from(`${keyword}\0\0`, 'latin1');
  return [
    ['png-16-interlaced.png', picture({ side: SIDE, bits: 16, interlaced: true })],
    ['png-8-interlaced.png', picture({ side: SIDE, bits: 8, interlaced: true })],
    ['png-60000.png', picture({ side: 60_000, bits: 8, interlaced: false })],
    ['png-largest.png', picture({ side: 0x7fffffff, bits: 16, interlaced: true })],
    ['png-text.png', picture({ side: 8, bits: 8 }, chunk('zTXt', Buffer.concat([named('Comment'), million])))],
    ['png-profile.png', picture({ side: 8, bits: 8 }, chunk('iCCP', Buffer.concat([named('icc'), million])))],
  ];
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

interface PngHeader {
  readonly side: number;
  readonly bits: number;
  readonly interlaced?: boolean;
}

/** Red, green, blue and alpha. */
function headerChunk({ side, bits, interlaced = false }: PngHeader): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([bits, 6, 0, 0, interlaced ? 1 : 0], 8);
  return chunk('IHDR', header);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

/** AVIF and HEIC say their size in a box called `ispe`. */
function boxBombs({ avif, wholeAvif }: Seeds): Named[] {
  const lying = Buffer.from(avif);
  const at = lying.indexOf('ispe') + 8;
  lying.writeUInt32BE(SIDE, at);
  lying.writeUInt32BE(SIDE, at + 4);
  const heic = Buffer.from(lying.toString('latin1').replaceAll('avif', 'heic').replaceAll('av01', 'hvc1'), 'latin1');
  return [
    ['avif-claims.avif', lying],
    ['avif-whole.avif', wholeAvif],
    ['heic-claims.heic', heic],
  ];
}

/** Lossless WebP has fourteen bits for each side less one, after one byte of signature. */
function webpBomb(webp: Buffer): Buffer {
  const bytes = Buffer.from(webp);
  const at = bytes.indexOf('VP8L') + 9;
  bytes.writeUInt32LE((bytes.readUInt32LE(at) & 0xf0000000) | ((SIDE - 1) << 14) | (SIDE - 1), at);
  return bytes;
}

/** One frame of one colour, whose data end at once. */
function gifBomb(side: number): Buffer {
  const bytes = Buffer.from('GIF89a\0\0\0\0\x80\0\0abcdef,\0\0\0\0\0\0\0\0\0\x02\x02\x44\x01\0;', 'latin1');
  for (const at of [6, 8, 24, 26]) bytes.writeUInt16LE(side, at);
  return bytes;
}

/** A TIFF of one deflated strip, which says that all rows are in it. */
function tiffBomb(width: number, height: number): Buffer {
  const strip = deflateSync(Buffer.alloc(2 ** 20));
  const fields = [
    [256, width],
    [257, height],
    [258, 8],
    [259, 8],
    [262, 1],
    [273, 0],
    [277, 1],
    [278, height],
    [279, strip.length],
  ];
  const head = Buffer.alloc(8 + 2 + fields.length * 12 + 4);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(fields.length, 8);
  fields.forEach(([tag, value], i) => {
    const at = 10 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(4, at + 2);
    head.writeUInt32LE(1, at + 4);
    head.writeUInt32LE(tag === 273 ? head.length : value, at + 8);
  });
  return Buffer.concat([head, strip]);
}

/** @param compression  1: runs of one byte, here none at all */
function bmpBomb(side: number, compression: number): Buffer {
  const bytes = Buffer.alloc(54 + 1024 + 16);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54 + 1024, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(side, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(8, 28);
  bytes.writeUInt32LE(compression, 30);
  return bytes;
}

/** RGB of 16 bits in runs, of which not one is there. */
function psdBomb(side: number): Buffer {
  const bytes = Buffer.alloc(26 + 12 + 2 + 64);
  bytes.write('8BPS\0\x01', 'latin1');
  bytes.writeUInt16BE(3, 12);
  bytes.writeUInt32BE(side, 14);
  bytes.writeUInt32BE(side, 18);
  bytes.writeUInt16BE(16, 22);
  bytes.writeUInt16BE(3, 24);
  bytes.writeUInt16BE(1, 38);
  return bytes;
}

/** Ten to the twelve rectangles. */
function svgBomb(): Buffer {
  const groups = Array.from({ length: 12 }, (_, i) => {
    const inner = i === 0 ? '<rect width="9" height="9"/>' : `<use href="#g${i - 1}"/>`.repeat(10);
    return `<g id="g${i}">${inner}</g>`;
  });
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${groups.join('')}</svg>`);
}
