/**
 * The colours that the container of HEIC and AVIF tells.
 *
 * Source: ISO/IEC 23008-12:2022 (HEIF), sections 6.5 and 9.3; ISO/IEC 14496-12:2022, section 12.1.5 (colr).
 */

import { type Box, box, boxes } from '../heif/boxes.js';
import type { CodePoints } from './code-points.js';
import { hevcCodePoints } from './hevc-colours.js';

/** The code points of the primary picture: the container's, or its codec's; undefined if neither tells any. */
export function heifCodePoints(file: Buffer): CodePoints | undefined {
  const properties = propertiesOf(file);
  const told = properties.own.find(({ kind, contents }) => kind === 'colr' && isNclx(contents))?.contents;
  if (told !== undefined) return { primaries: told.readUInt16BE(4), transfer: told.readUInt16BE(6) };
  // a picture made of several is coded as its parts are
  const configuration = [...properties.own, ...properties.all].find(({ kind }) => kind === 'hvcC');
  return configuration && hevcCodePoints(configuration.contents);
}

function isNclx(colr: Buffer): boolean {
  return colr.length >= 11 && colr.toString('latin1', 0, 4) === 'nclx';
}

/** The properties of the primary picture, and those of all. */
export function propertiesOf(file: Buffer): { readonly own: readonly Box[]; readonly all: readonly Box[] } {
  const meta = box(file, 'meta').subarray(FULL);
  const primary = box(meta, 'pitm');
  const properties = box(meta, 'iprp');
  const all = [...boxes(box(properties, 'ipco'))];
  if (primary.length < FULL + 2) return { own: [], all };
  const id = primary[0] === 0 ? primary.readUInt16BE(FULL) : primary.length < FULL + 4 ? 0 : primary.readUInt32BE(FULL);
  return { own: associations(box(properties, 'ipma'), id).flatMap((index) => all[index - 1] ?? []), all };
}

/** Version and flags. */
const FULL = 4;

/** Which properties an item has, counted from 1. */
function associations(ipma: Buffer, item: number): readonly number[] {
  if (ipma.length < 8) return [];
  const [idBytes, indexBytes] = [ipma[0] === 0 ? 2 : 4, (ipma[3] & 1) === 0 ? 1 : 2];
  let at = 8;
  for (let entries = ipma.readUInt32BE(4); entries > 0 && at + idBytes < ipma.length; entries--) {
    const id = ipma.readUIntBE(at, idBytes);
    const count = ipma[at + idBytes];
    at += idBytes + 1;
    const end = at + count * indexBytes;
    if (end > ipma.length) return [];
    if (id === item) {
      const inside = indexBytes === 1 ? 0x7f : 0x7fff; // the upper bit says whether it is essential
      return Array.from({ length: count }, (_, i) => ipma.readUIntBE(at + i * indexBytes, indexBytes) & inside);
    }
    at = end;
  }
  return [];
}
