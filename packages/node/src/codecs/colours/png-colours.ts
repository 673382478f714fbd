/**
 * The colours that a PNG tells by other chunks than a profile.
 *
 * Source: Portable Network Graphics Specification, third edition, https://www.w3.org/TR/png-3/, sections 4.3 and 11.3.2.
 */

import { coloursOfCodePoints, D65, SRGB } from './code-points.js';
import { type Chromaticity, type RgbColours, srgbCurve } from './rgb-profile.js';

const SIGNATURE_BYTES = 8;

/** Values that differ by less are taken for those of sRGB; as large as libpng's threshold of gamma. */
const SAME_GAMMA = 0.05;
const SAME_CHROMATICITY = 0.005;

/** What sRGB's gamma is written as. */
const SRGB_GAMMA = 0.45455;

/** The colours; undefined if they are sRGB, or those of the PNG's profile. */
export function pngColours(file: Buffer): RgbColours | undefined {
  const chunks = coloursChunks(file);
  const points = chunks.get('cICP');
  if (points !== undefined && points.length >= 4) {
    return coloursOfCodePoints({ primaries: points[0], transfer: points[1] });
  }
  if (chunks.has('iCCP') || chunks.has('sRGB')) return undefined;
  return plainColours(chunks.get('gAMA'), chunks.get('cHRM'));
}

/** The chunks before the pixels. */
function coloursChunks(file: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  let at = SIGNATURE_BYTES;
  while (at + 12 <= file.length) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    if (kind === 'IDAT') break;
    chunks.set(kind, file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return chunks;
}

function plainColours(gAMA: Buffer | undefined, cHRM: Buffer | undefined): RgbColours | undefined {
  const gamma = gAMA === undefined || gAMA.length < 4 ? 0 : gAMA.readUInt32BE(0) / 100_000;
  const hasCurve = gamma > 0 && Math.abs(gamma / SRGB_GAMMA - 1) > SAME_GAMMA;
  const known = [D65, ...SRGB];
  const told = cHRM === undefined || cHRM.length < 32 ? known : known.map((_, i) => chromaticity(cHRM, i * 8));
  const differs = told.some(([x, y], i) => Math.hypot(x - known[i][0], y - known[i][1]) > SAME_CHROMATICITY);
  const usable = told.every(([x, y]) => y > 0 && x + y <= 1);
  if (!hasCurve && !(differs && usable)) return undefined;
  const [white, red, green, blue] = usable ? told : known;
  return { white, red, green, blue, curve: hasCurve ? (value) => value ** (1 / gamma) : srgbCurve };
}

function chromaticity(bytes: Buffer, at: number): Chromaticity {
  return [bytes.readUInt32BE(at) / 100_000, bytes.readUInt32BE(at + 4) / 100_000];
}
