/** A mosaic on paper, in words. */

import { type PaperSize, RECOGNISABLE, TEXTURE } from '@tesserae/jobs/internal';

/** In a line, with what would make the photos recognisable. */
export function paperWords({ dpi, width, height, photo, columns }: PaperSize): string {
  const words = `${centimetres(width)}×${centimetres(height)} cm at ${dpi} dpi, photos of ${photo} mm`;
  if (photo >= RECOGNISABLE) return `${words}: recognisable`;
  const look = photo >= TEXTURE ? 'small' : 'texture';
  return `${words}: ${look}; ${RECOGNISABLE} mm is recognisable (${largerPhotos(columns)})`;
}

/** The flag that makes photos recognisable. @param columns  0 where the cell decides */
export function largerPhotos(columns: number): string {
  return columns === 0 ? `--cell ${RECOGNISABLE}mm` : `--columns ${columns}`;
}

function centimetres(millimetres: number): string {
  return (millimetres / 10).toFixed(millimetres < 1000 ? 1 : 0);
}
