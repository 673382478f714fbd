import type { ByteName } from './byte-name.js';
import { baseName } from './path.js';

const SUFFIXES = new Set(
  (
    'jpg jpeg jpe jfif mpo png apng webp avif gif tif tiff heic heif hif bmp dib ico psd psb svg svgz ppm pgm pbm pnm ' +
    'jxl jp2 j2k tga exr hdr cr2 cr3 crw nef nrw arw sr2 dng gpr raf orf rw2 rwl pef srw ' +
    'x3f mrw 3fr erf mef dcr kdc iiq'
  ).split(' '),
);

/** Whether a file says by its name that it is a picture. What it holds decides; the name decides what is said about it. */
export function isPictureName(path: ByteName): boolean {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot >= 0 && SUFFIXES.has(name.slice(dot + 1).toLowerCase());
}
