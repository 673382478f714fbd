/**
 * What a camera's raw file says of itself: its name, which side is up, and where its raw data lie.
 *
 * Source: Adobe, "Digital Negative (DNG) Specification", 1.7.1.0; TIFF/EP, ISO 12234-2; for Canon's CR3,
 * L. Pierre, "Describing the Canon Raw v3 (CR3) file format", https://github.com/lclevy/canon_cr3.
 */

import { box } from './heif/boxes.js';
import type { PictureKind } from './sniff.js';
import { type TiffDirectory, tiffDirectories } from './tiff-directory.js';

/** What is known of a raw file besides its preview. */
export interface CameraRaw {
  /** Such as `Nikon NEF`. */
  readonly name: string;
  /** EXIF orientation, 1 … 8. */
  readonly orientation: number;
  /** Where EXIF's facts are to be read, as `exifFacts` takes it. */
  readonly exif: Uint8Array;
  /** Ranges of bytes, first and one past the last, in which a JPEG is not a picture of the whole. */
  readonly inner: readonly (readonly [from: number, to: number])[];
}

const TAG = {
  subfile: 254,
  compression: 259,
  photometric: 262,
  make: 271,
  strips: 273,
  orientation: 274,
  stripBytes: 279,
  parts: 324,
  partBytes: 325,
  dngVersion: 50706,
} as const;

/** Colour filter array, linear raw: what a sensor saw. */
const SENSOR: readonly number[] = [32803, 34892];
/** A depth map, a mask: no pictures. */
const NO_PICTURE: readonly number[] = [4, 51177, 52527];
/** Packed as only sensors' data are: Sony, Samsung, Nikon, Kodak, Pentax. */
const SENSOR_PACKED: readonly number[] = [32767, 32770, 34713, 65000, 65535];

// by the maker's name in capitals
const MAKERS: readonly (readonly [string, string])[] = [
  ['NIKON', 'Nikon NEF'],
  ['SONY', 'Sony ARW'],
  ['PENTAX', 'Pentax PEF'],
  ['RICOH', 'Pentax PEF'],
  ['SAMSUNG', 'Samsung SRW'],
  ['HASSELBLAD', 'Hasselblad 3FR'],
  ['SEIKO EPSON', 'Epson ERF'],
  ['MAMIYA', 'Mamiya MEF'],
  ['KODAK', 'Kodak raw'],
  ['EASTMAN KODAK', 'Kodak raw'],
];

/** Looks into a raw file, or into a TIFF that may be one; undefined if it is an ordinary TIFF. */
export function cameraRaw(file: Buffer, kind: PictureKind): CameraRaw | undefined {
  const canon = kind.name === 'Canon CR3';
  const directories = tiffDirectories(canon ? canonHeader(file, 'CMT1') : file);
  const raw = kind.decoder !== 'tiff' || directories.some(holdsSensorData);
  if (!raw) return undefined;
  return {
    name: kind.decoder === 'tiff' ? nameOf(directories) : kind.name,
    orientation: orientationOf(directories),
    exif: canon ? canonHeader(file, 'CMT2') : file,
    inner: canon ? [] : directories.flatMap(innerRanges),
  };
}

function holdsSensorData(directory: TiffDirectory): boolean {
  return (
    directory.numbers(TAG.dngVersion).length > 0 ||
    SENSOR.includes(directory.numbers(TAG.photometric)[0]) ||
    SENSOR_PACKED.includes(directory.numbers(TAG.compression)[0])
  );
}

function nameOf(directories: readonly TiffDirectory[]): string {
  if (directories.some((directory) => directory.numbers(TAG.dngVersion).length > 0)) return 'DNG';
  const make = directories.map((directory) => directory.text(TAG.make).toUpperCase()).find((text) => text !== '') ?? '';
  return MAKERS.find(([maker]) => make.startsWith(maker))?.[1] ?? 'camera raw';
}

function orientationOf(directories: readonly TiffDirectory[]): number {
  const [orientation] = directories.flatMap((directory) => directory.numbers(TAG.orientation));
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/** Where a directory keeps what is no picture of the whole: sensor data, masks, and pictures in several parts. */
function innerRanges(directory: TiffDirectory): (readonly [number, number])[] {
  const [photometric = 0] = directory.numbers(TAG.photometric);
  const [subfile = 0] = directory.numbers(TAG.subfile);
  const whole = !SENSOR.includes(photometric) && !NO_PICTURE.includes(photometric) && (subfile & ~1) === 0;
  const ranges = [
    ...rangesOf(directory.numbers(TAG.strips), directory.numbers(TAG.stripBytes)),
    ...rangesOf(directory.numbers(TAG.parts), directory.numbers(TAG.partBytes)),
  ];
  return whole && ranges.length === 1 ? [] : ranges;
}

function rangesOf(starts: readonly number[], lengths: readonly number[]): (readonly [number, number])[] {
  return starts.slice(0, lengths.length).map((start, i) => [start, start + lengths[i]]);
}

/** A TIFF with a CR3's facts: a box in Canon's box within `moov`; empty if there is none. */
function canonHeader(file: Buffer, kind: string): Buffer {
  const canon = box(box(file, 'moov'), 'uuid').subarray(16); // behind the identifier of whose box it is
  return box(canon, kind);
}
