/** Tells pictures by their first bytes. The name of a file is never believed: browsers save WebP as `.jpg`. */

/** How many bytes of a file `sniff` wants to see. */
export const SNIFF_BYTES = 1024;

/** A kind of picture. */
export interface PictureKind {
  /** As people call it: `JPEG`. */
  readonly name: string;
  /** The decoder's word for it; undefined when the decoder does not know it. */
  readonly decoder?: 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'heif';
  /** What `openFile` makes something of that the decoder knows. */
  readonly way?: 'bmp' | 'heic' | 'psd' | 'preview';
}

const JPEG: PictureKind = { name: 'JPEG', decoder: 'jpeg' };
const PNG: PictureKind = { name: 'PNG', decoder: 'png' };
const WEBP: PictureKind = { name: 'WebP', decoder: 'webp' };
const GIF: PictureKind = { name: 'GIF', decoder: 'gif' };
const TIFF: PictureKind = { name: 'TIFF', decoder: 'tiff' };
const BMP: PictureKind = { name: 'BMP', way: 'bmp' };
const AVIF: PictureKind = { name: 'AVIF', decoder: 'heif' };

// the first bytes as Latin-1 text, `?` standing for any byte; the first that fits decides
const MAGIC: readonly (readonly [string, PictureKind])[] = [
  ['\xff\xd8\xff', JPEG],
  ['\x89PNG\r\n\x1a\n', PNG],
  ['RIFF????WEBP', WEBP],
  ['GIF87a', GIF],
  ['GIF89a', GIF],
  ['II*\0????CR', { name: 'Canon CR2', way: 'preview' }],
  ['II*\0', TIFF],
  ['MM\0*', TIFF],
  ['II+\0', TIFF],
  ['MM\0+', TIFF],
  ['????ftypcrx ', { name: 'Canon CR3', way: 'preview' }],
  ['II\x1a\0\0\0HEAPCCDR', { name: 'Canon CRW', way: 'preview' }],
  ['BM????\0\0\0\0', BMP],
  ['8BPS\0\x01', { name: 'PSD', way: 'psd' }],
  ['8BPS\0\x02', { name: 'PSB', way: 'psd' }],
  ['\xff\x0a', { name: 'JPEG XL' }],
  ['\0\0\0\x0cJXL ', { name: 'JPEG XL' }],
  ['\0\0\0\x0cjP  ', { name: 'JPEG 2000' }],
  ['IIRO', { name: 'Olympus ORF', way: 'preview' }],
  ['IIRS', { name: 'Olympus ORF', way: 'preview' }],
  ['MMOR', { name: 'Olympus ORF', way: 'preview' }],
  ['IIU\0', { name: 'Panasonic RW2', way: 'preview' }],
  ['FUJIFILMCCD-RAW', { name: 'Fujifilm RAF', way: 'preview' }],
  ['FOVb', { name: 'Sigma X3F', way: 'preview' }],
  ['\0MRM', { name: 'Minolta MRW', way: 'preview' }],
  ['II\xbc\x01', { name: 'JPEG XR' }],
  ['\x76\x2f\x31\x01', { name: 'OpenEXR' }],
  ['#?RADIANCE', { name: 'Radiance HDR' }],
  ['gimp xcf ', { name: 'XCF' }],
  ['qoif', { name: 'QOI' }],
  ['DDS ', { name: 'DDS' }],
];

/**
 * The kind of picture that starts like this.
 *
 * @param start  the first `SNIFF_BYTES` bytes of a file, or all of a shorter one
 * @returns undefined if it is no picture
 */
export function sniff(start: Uint8Array): PictureKind | undefined {
  const text = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, SNIFF_BYTES)).toString('latin1');
  return MAGIC.find(([magic]) => fits(text, magic))?.[1] ?? heifKind(text) ?? wordyKind(text);
}

function fits(text: string, magic: string): boolean {
  if (text.length < magic.length) return false;
  for (let i = 0; i < magic.length; i++) if (magic[i] !== '?' && magic[i] !== text[i]) return false;
  return true;
}

/** AVIF and HEIC are one container; the codec is told by a brand, which may stand among the compatible ones. */
function heifKind(text: string): PictureKind | undefined {
  if (text.slice(4, 8) !== 'ftyp') return undefined;
  const brands: readonly string[] = text.slice(8, Math.min(text.length, text.charCodeAt(3))).match(/.{4}/gs) ?? [];
  if (brands.includes('avif') || brands.includes('avis')) return AVIF;
  return brands.some((brand) => /^(he[iv][cfimsx]|mi[af][1f]|msf1)$/.test(brand))
    ? { name: 'HEIC', way: 'heic' }
    : undefined;
}

/** Sizes of the headers of BMP, as they are written. */
const BMP_HEADERS = [12, 16, 40, 52, 56, 64, 108, 124].map((size) => `${String.fromCharCode(size)}\0\0\0`);

/** Kinds without a firm magic number. */
function wordyKind(text: string): PictureKind | undefined {
  if (/^P[1-6]\s+(#[^\n]*\n\s*)*\d+\s+(#[^\n]*\n\s*)*\d+\s/.test(text)) return { name: 'PPM' };
  const [reserved, type, count] = [text.slice(0, 2), text.slice(2, 4), text.charCodeAt(4)];
  if (reserved === '\0\0' && type === '\x01\0' && count > 0 && text[5] === '\0') return { name: 'ICO' };
  // some programs write into the four bytes that are reserved: then the size of the header has to be one of the known
  if (text.startsWith('BM') && text.length >= 18 && BMP_HEADERS.includes(text.slice(14, 18))) return BMP;
  if (/^(\xef\xbb\xbf)?\s*</.test(text) && /<svg[\s>]/.test(text) && !/<html/i.test(text)) return { name: 'SVG' };
  return undefined;
}

// at their beginning, but tar: 257 bytes behind it
const ARCHIVES: readonly (readonly [string, string])[] = [
  ['\x1f\x8b', 'a gzip archive'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  ['Rar!\x1a\x07', 'a RAR archive'],
  ['\xfd7zXZ\0', 'an xz archive'],
  ['BZh', 'a bzip2 archive'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive'],
  ['PK\x03\x04', 'a zip archive under another name'],
  [`${'?'.repeat(257)}ustar`, 'a tar archive'],
];

/** What an archive is called that starts like this; undefined if it is none. @param start  as of `sniff` */
export function archiveKind(start: Uint8Array): string | undefined {
  const text = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, SNIFF_BYTES)).toString('latin1');
  return ARCHIVES.find(([magic]) => fits(text, magic))?.[1];
}
