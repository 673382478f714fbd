/**
 * Groups of near-duplicates: photos that a viewer would take for one when they stand side by side.
 *
 * A group is a star: one photo, and those that are nearly the same as it. So no two of a group are further apart than
 * twice the limits; chains (each frame of a film like the one before) are cut, where joining whatever is alike would make
 * one group of the whole film. Stars are begun in the order of the fingerprints, not of the photos: which photos are
 * together depends on the photos alone.
 *
 * Which photos come into question is looked up by their colours. The hash serves less for that: flat pictures, of which
 * there may be many, share theirs.
 *
 * *Measured* on 100,000 made-up fingerprints, CPU: 2.9 s (blends of two photos), 4.1 s (grey ones), .9 s (flat ones), .7 s
 * (all alike). *Tried*: a grid over three of the colours took four times as long.
 */

import { MosaicError } from '../errors.js';
import { FINGERPRINT_BYTES, HASH_BYTES } from '../library/fingerprint.js';
import { kdTree, visitBox } from './kd-tree.js';

/**
 * How many of the 128 bits may differ, and how far each colour may be off, of 255 steps.
 *
 * *Measured* on 119 photos: re-encoded down to JPEG 30 or WebP 50 and shrunk to 160 pixels, at most 6 bits and 9 steps;
 * mirror images at least 48 bits; 1 % cut off on each side 9 bits and 9 steps in nine of ten. Of the 446,000 pairs of 945
 * photos and drawings all within these limits show the same picture; the nearest two that do not differ by 7 bits and
 * 19 steps, two jumpers on one sheet.
 */
const MOST_BITS = 8;
const MOST_STEPS = 12;

/**
 * Finds the groups. Some seconds for a hundred thousand photos.
 *
 * @param fingerprints  photos × 64 bytes, as `fingerprintOf` takes them
 * @returns photo → the lowest photo of its group; itself if nothing is like it
 * @throws MosaicError `shape` for a number of bytes that is no multiple of 64
 */
export function groupDuplicates(fingerprints: Uint8Array): Uint32Array {
  const photos = fingerprints.length / FINGERPRINT_BYTES;
  if (!Number.isInteger(photos)) {
    throw new MosaicError('shape', {
      subject: 'fingerprints',
      expected: 'a multiple of 64 bytes',
      received: fingerprints.length,
    });
  }
  const hashes = columnsOf(fingerprints, 0, HASH_BYTES);
  const colours = columnsOf(fingerprints, HASH_BYTES, FINGERPRINT_BYTES);
  const tree = kdTree({ rows: photos, dims: FINGERPRINT_BYTES - HASH_BYTES, data: colours });
  const groups = new Uint32Array(photos).fill(NONE);
  for (const centre of byFingerprint(fingerprints, photos)) {
    if (groups[centre] !== NONE) continue;
    const star: number[] = [];
    visitBox(tree, centre, MOST_STEPS, (photo) => {
      if (groups[photo] === NONE && distance(hashes, centre, photo) <= MOST_BITS) star.push(photo);
    });
    const lowest = star.reduce((least, photo) => Math.min(least, photo));
    for (const photo of star) groups[photo] = lowest;
  }
  return groups;
}

/** The group of a photo that is in none yet. */
const NONE = 0xffffffff;

/** Some columns of the fingerprints: photos × (to − from). */
function columnsOf(fingerprints: Uint8Array, from: number, to: number): Uint8Array {
  const width = to - from;
  const out = new Uint8Array((fingerprints.length / FINGERPRINT_BYTES) * width);
  for (let i = from, o = 0; o < out.length; i += FINGERPRINT_BYTES, o += width) {
    out.set(fingerprints.subarray(i, i + width), o);
  }
  return out;
}

/** Photos in the order of their fingerprints; equal ones in their own. */
function byFingerprint(fingerprints: Uint8Array, photos: number): Uint32Array {
  const order = Uint32Array.from({ length: photos }, (_, photo) => photo);
  return order.sort((a, b) => {
    const [x, y] = [a * FINGERPRINT_BYTES, b * FINGERPRINT_BYTES];
    for (let i = 0; i < FINGERPRINT_BYTES; i++) {
      if (fingerprints[x + i] !== fingerprints[y + i]) return fingerprints[x + i] - fingerprints[y + i];
    }
    return a - b;
  });
}

/** How many of the bits of two hashes differ. */
function distance(hashes: Uint8Array, a: number, b: number): number {
  let bits = 0;
  for (let i = 0; i < HASH_BYTES; i++) bits += ONES[hashes[a * HASH_BYTES + i] ^ hashes[b * HASH_BYTES + i]];
  return bits;
}

/** Byte → how many of its bits are 1. */
const ONES = new Uint8Array(256);
for (let byte = 1; byte < 256; byte++) ONES[byte] = ONES[byte >> 1] + (byte & 1);
