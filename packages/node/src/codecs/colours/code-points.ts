/**
 * Colours told by code points, as HEIC, AVIF, PNG and video do.
 *
 * Source: Recommendation ITU-T H.273 (07/2024), sections 8.1 (primaries) and 8.2 (transfer); for PQ and HLG Recommendation ITU-R
 * BT.2100-2, tables 4 and 5, and Report ITU-R BT.2408-7, where white is 203 cd/m² on a display of 1000.
 */

import { type Chromaticity, type RgbColours, srgbCurve } from './rgb-profile.js';

/** Code points of H.273. */
export interface CodePoints {
  readonly primaries: number;
  readonly transfer: number;
}

/** Primaries as red, green and blue. */
type Primaries = readonly [Chromaticity, Chromaticity, Chromaticity];

/** The white of nearly all. */
export const D65: Chromaticity = [0.3127, 0.329];

const DCI_WHITE: Chromaticity = [0.314, 0.351];

const P3: Primaries = [
  [0.68, 0.32],
  [0.265, 0.69],
  [0.15, 0.06],
];
const SMPTE_170M: Primaries = [
  [0.63, 0.34],
  [0.31, 0.595],
  [0.155, 0.07],
];

/** Those of sRGB and BT.709. */
export const SRGB: Primaries = [
  [0.64, 0.33],
  [0.3, 0.6],
  [0.15, 0.06],
];

const PRIMARIES: Readonly<Record<number, Primaries>> = {
  5: [
    [0.64, 0.33],
    [0.29, 0.6],
    [0.15, 0.06],
  ],
  6: SMPTE_170M,
  7: SMPTE_170M,
  9: [
    [0.708, 0.292],
    [0.17, 0.797],
    [0.131, 0.046],
  ],
  11: P3,
  12: P3,
};

/** Those that are not the curve of sRGB. Of BT.709 and its kin stills mean sRGB's, as browsers take them. */
const CURVES: Readonly<Record<number, (value: number) => number>> = {
  4: (value) => value ** 2.2,
  5: (value) => value ** 2.8,
  8: (value) => value,
  16: (value) => compressed(pq(value) / WHITE),
  18: (value) => compressed((hlg(value) ** 1.2 * 1000) / WHITE),
};

/** The light of white in a picture of high dynamic range, cd/m². */
const WHITE = 203;

/** What the code points mean; undefined if that is sRGB, or they are unspecified. */
export function coloursOfCodePoints({ primaries, transfer }: CodePoints): RgbColours | undefined {
  const curve = CURVES[transfer];
  const known = PRIMARIES[primaries];
  if (curve === undefined && known === undefined) return undefined;
  const [red, green, blue] = known ?? SRGB;
  return { red, green, blue, white: primaries === 11 ? DCI_WHITE : D65, curve: curve ?? srgbCurve };
}

/** Light of a number of PQ, cd/m². */
function pq(value: number): number {
  const power = value ** (32 / 2523);
  return 10_000 * (Math.max(0, power - 107 / 128) / (2413 / 128 - (2392 / 128) * power)) ** (8192 / 1305);
}

/** Light of a scene, of a number of HLG; 0 … 1. The display's share is a power of it, here of each colour by itself. */
function hlg(value: number): number {
  if (value <= 0.5) return value ** 2 / 3;
  return (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/** Light up to here is kept as it is; what is brighter, up to 50 times white, is pressed into the rest. */
const KNEE = 0.9;

function compressed(light: number): number {
  return light <= KNEE ? light : 1 - (1 - KNEE) * Math.exp((KNEE - light) / (1 - KNEE));
}
