/** The colour profile of pictures that tell their colours in another way. */

import type { Metadata } from 'sharp';
import { exifFacts } from '../exif.js';
import type { PictureKind } from '../sniff.js';
import { coloursOfCodePoints, D65 } from './code-points.js';
import { heifCodePoints } from './heif-colours.js';
import { pngColours } from './png-colours.js';
import { profileOfColours, type RgbColours } from './rgb-profile.js';

/** Adobe RGB (1998), version 2005-05, section 4.3. */
const ADOBE_RGB: RgbColours = {
  white: D65,
  red: [0.64, 0.33],
  green: [0.21, 0.71],
  blue: [0.15, 0.06],
  curve: (value) => value ** (563 / 256),
};

/** What the file itself does not have, and its header does. */
export type ToldBefore = Pick<Metadata, 'icc' | 'exif'>;

/** A profile for what a file tells of its colours otherwise; undefined if that is nothing, sRGB, or less than its own profile. */
export function toldProfile(file: Buffer, kind: PictureKind, { icc, exif }: ToldBefore): Uint8Array | undefined {
  // only in PNG do code points come before a profile
  const inFile = kind.decoder === 'png' ? pngColours(file) : undefined;
  if (inFile !== undefined) return profileOfColours(inFile);
  if (icc !== undefined) return undefined;
  const points = kind.decoder === 'heif' || kind.way === 'heic' ? heifCodePoints(file) : undefined;
  const colours = points && coloursOfCodePoints(points);
  if (colours !== undefined) return profileOfColours(colours);
  return exifFacts(exif).adobeRgb ? profileOfColours(ADOBE_RGB) : undefined;
}

/** A JPEG as it is, or with the profile that EXIF tells, if nothing else tells of its colours. @param exif  as `exifFacts` takes it */
export function jpegInAdobeRgb(jpeg: Uint8Array, hasProfile: boolean, exif: Uint8Array | undefined): Uint8Array {
  if (hasProfile || !exifFacts(exif).adobeRgb) return jpeg;
  const profile = profileOfColours(ADOBE_RGB);
  const before = Buffer.from('\xff\xe2\0\0ICC_PROFILE\0\x01\x01', 'latin1'); // ICC.1:2022, annex B.4: the only part of one
  before.writeUInt16BE(before.length - 2 + profile.length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), before, profile, jpeg.subarray(2)]);
}
