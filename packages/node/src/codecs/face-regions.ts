/**
 * Faces that a picture's metadata tells of, as photo managers and cameras write them into XMP. What cannot be read says nothing.
 *
 * Source: Metadata Working Group, "Guidelines for Handling Image Metadata", version 2.0, 2010, section 5.9 (regions); a region's
 * x and y are its centre, in shares of the picture as it is stored, before its orientation is applied.
 */

import type { Rect } from '@tesserae/core/internal';
import { SaxesParser } from 'saxes';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const REGION = 'http://www.metadataworkinggroup.com/schemas/regions/';
const AREA = 'http://ns.adobe.com/xmp/sType/Area#';

/** Longer XMP is left alone: regions of a hundred faces are 40 kB. */
const MOST_BYTES = 2 ** 20;

/**
 * The faces of a picture.
 *
 * @param xmp          its XMP
 * @param orientation  EXIF orientation, 1 … 8
 * @returns boxes in shares of the upright picture
 */
export function faceRegions(xmp: Uint8Array, orientation: number): Rect[] {
  if (xmp.length > MOST_BYTES) return [];
  const faces: Rect[] = [];
  /** The items of lists that are open, each with what it says: name → value. */
  const items: Map<string, string>[] = [];
  let text = '';
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (uri === RDF && local === 'li') items.push(new Map());
    for (const attribute of Object.values(attributes)) {
      items.at(-1)?.set(attribute.uri + attribute.local, attribute.value);
    }
    text = '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', ({ uri, local }) => {
    if (text.trim() !== '') items.at(-1)?.set(uri + local, text.trim());
    text = '';
    if (uri !== RDF || local !== 'li') return;
    const face = faceOf(items.pop() ?? new Map());
    if (face !== undefined) faces.push(upright(face, orientation));
  });
  try {
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(xmp).replaceAll('\0', '').trim()).close();
  } catch {
    return [];
  }
  return faces;
}

/** The box of an item of a list if it is that of a face. */
function faceOf(item: ReadonlyMap<string, string>): Rect | undefined {
  if (item.get(`${REGION}Type`) !== 'Face' || (item.get(`${AREA}unit`) ?? 'normalized') !== 'normalized')
    return undefined;
  const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((name) => Number(item.get(AREA + name) ?? Number.NaN));
  const isWithin = [x, y, w, h].every((share) => share >= 0 && share <= 1) && w > 0 && h > 0;
  return isWithin ? { x: x - w / 2, y: y - h / 2, w, h } : undefined;
}

/** A box of the picture as it is stored, in the upright picture. */
function upright({ x, y, w, h }: Rect, orientation: number): Rect {
  const isTurned = orientation >= 5;
  const [left, top, wide, high] = isTurned ? [y, x, h, w] : [x, y, w, h];
  const fromRight = [2, 3, 6, 7].includes(orientation);
  const fromBelow = [3, 4, 7, 8].includes(orientation);
  return { x: fromRight ? 1 - left - wide : left, y: fromBelow ? 1 - top - high : top, w: wide, h: high };
}
