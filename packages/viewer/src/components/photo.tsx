/** A photo, and the part of it that a cell shows. */

import type { JSX } from 'preact';
import { addressOf } from '../data/files.js';
import { hasFile, type PageMosaic } from '../data/mosaic.js';
import { PAGE_FILES } from '../data/page-data.js';

/** A small picture of a photo, beside its name. */
export function Thumbnail({ mosaic, photo }: { readonly mosaic: PageMosaic; readonly photo: number }): JSX.Element {
  if (!hasFile(mosaic, photo)) return <span class="thumb none" />;
  return <img class="thumb" src={addressOf(PAGE_FILES.photo(photo))} alt="" loading="lazy" decoding="async" />;
}

/** What a photo is to be shown with. */
export interface WholePhotoProps {
  readonly mosaic: PageMosaic;
  readonly cell: number;
  /** What is said to those who do not see it. */
  readonly alt: string;
}

/** A whole photo; around the part that the cell shows, it is dimmed. */
export function WholePhoto({ mosaic, cell, alt }: WholePhotoProps): JSX.Element | null {
  const photo = mosaic.photoOf[cell];
  if (!hasFile(mosaic, photo)) return null;
  const [width, height] = mosaic.sizes.subarray(photo * 2, photo * 2 + 2);
  const [x, y, w, h] = Array.from(mosaic.parts.subarray(cell * 5, cell * 5 + 4), (part) => `${(part / 255) * 100}%`);
  return (
    <div class="photo" style={{ aspectRatio: `${width} / ${height}` }}>
      <img src={addressOf(PAGE_FILES.photo(photo))} width={width} height={height} alt={alt} decoding="async" />
      <span class="part" style={{ left: x, top: y, width: w, height: h }} />
    </div>
  );
}
