/**
 * Pictures that the decoder opens, but whose samples or colours it takes wrongly: of more than 8 bits with a profile (libvips' working
 * space is Display P3 then), of floating point or 32 bits, of CIELAB, with more channels than it knows, or with colours told otherwise
 * than by a profile. They are brought to 8 bits here.
 *
 * Floating point without a profile is light, as libvips and darktable take it. It is numbers of sRGB where the file tells its
 * primaries, as those of ImageMagick do: then TIFF 6.0 (section 20) has them coded by a gamma. So is grey, which tells none.
 */

import sharp, { type Metadata, type Sharp } from 'sharp';
import { D65, SRGB } from './colours/code-points.js';
import { iccTags } from './colours/icc.js';
import { type LabNumbers, srgbOfLab } from './colours/lab.js';
import { profileOfColours, profileOfGrey } from './colours/rgb-profile.js';
import { MAX_PIXELS } from './libvips.js';
import { CHANNELS, type PackedPicture, type PlainPixels, plainTiff, type Unpacked } from './plain-tiff.js';

/** How such a picture is to be read. */
export interface SampleFacts {
  readonly header: Metadata;
  /** A profile in the place of the picture's own. */
  readonly profile?: Uint8Array;
  /** Whether a TIFF tells its primaries. */
  readonly tellsPrimaries?: boolean;
  /** If the samples are CIELAB and not what the header says. */
  readonly lab?: LabNumbers;
}

const SAMPLES = {
  uchar: Uint8Array,
  ushort: Uint16Array,
  uint: Uint32Array,
  float: Float32Array,
  double: Float64Array,
} as const;

type Depth = keyof typeof SAMPLES;
type Samples = InstanceType<(typeof SAMPLES)[Depth]>;

const isDepth = (depth: string): depth is Depth => depth in SAMPLES;

/** What libvips calls spaces of one colour; all others but ink have three. */
const GREY: readonly string[] = ['b-w', 'grey16'];

/** Whether the decoder takes the samples of a picture with this header wrongly. Ink it takes rightly. */
export function isMistaken({ space, depth, channels, icc }: Metadata): boolean {
  if (space === 'cmyk') return false;
  if (channels > (GREY.includes(space) ? 2 : 4)) return true;
  return depth === 'ushort' ? icc !== undefined : depth !== 'uchar';
}

/** Looks into such a picture; undefined if its samples are of a sort that is not read. */
export function packedSamples(file: Uint8Array, facts: SampleFacts): PackedPicture | undefined {
  const { autoOrient, channels, depth, space, exif } = facts.header;
  // libvips rounds grey of half precision to black and white
  if (!isDepth(depth) || (space === 'grey16' && depth === 'float')) return undefined;
  const { width, height } = autoOrient;
  // as the decoder gives them, twice in 16 bits, and twice in 8
  const estimatedMemory = width * height * (channels * SAMPLES[depth].BYTES_PER_ELEMENT + 4 * (2 + 2 + 1 + 1));
  return { width, height, exif, estimatedMemory, missing: 0, unpack: () => unpack(file, facts, depth) };
}

/** Unpacks it: strictly, and if that fails whatever can be read. */
async function unpack(file: Uint8Array, facts: SampleFacts, depth: Depth): Promise<Unpacked> {
  try {
    return { bytes: await inEightBits(openSamples(file, true), facts, depth), missing: 0 };
  } catch (complaint) {
    return { bytes: await inEightBits(openSamples(file, false), facts, depth), missing: 0, complaint };
  }
}

/** The picture as it is stored, its profile not heeded. */
function openSamples(file: Uint8Array, strict: boolean): Sharp {
  const failOn = strict ? 'warning' : 'none';
  return sharp(file, { failOn, limitInputPixels: MAX_PIXELS, ignoreIcc: true }).autoOrient();
}

async function inEightBits(stored: Sharp, facts: SampleFacts, depth: Depth): Promise<Uint8Array> {
  const { header, profile, lab } = facts;
  const { data, info } = await stored.toColourspace(header.space).raw({ depth }).toBuffer({ resolveWithObject: true });
  const samples = new SAMPLES[depth](data.buffer, data.byteOffset, data.length / SAMPLES[depth].BYTES_PER_ELEMENT);
  const { width, height, channels } = info;
  const size = { width, height, space: header.hasAlpha ? 'rgba' : 'rgb' } as const;
  if (lab !== undefined) return eightBits(srgbOfLab(samples, channels, lab), channels, size);
  // the decoder takes a profile rightly if there are 8 bits
  if (depth === 'uchar') return eightBits(samples, channels, { ...size, icc: profile ?? header.icc });
  return await managed(sixteenBits(samples), channels, { ...size, icc: profile ?? profileFor(facts, samples) });
}

/** As a picture of 8 bits. @param samples  of 8 bits, pixels × channels */
function eightBits(samples: ArrayLike<number>, channels: number, pixels: PlainPixels): Uint8Array {
  const plain = plainTiff(pixels);
  spread(samples, channels, plain.pixels, CHANNELS[pixels.space]);
  return plain.bytes;
}

/** As a picture of 8 bits and sRGB. @param samples  of 16 bits, pixels × channels */
export async function managed(samples: Uint16Array, channels: number, pixels: PlainPixels): Promise<Uint8Array> {
  const wide = plainTiff({ ...pixels, sampleBytes: 2 });
  const { buffer, byteOffset, length } = wide.pixels;
  spread(samples, channels, new Uint16Array(buffer, byteOffset, length / 2), CHANNELS[pixels.space]);
  const picture = sharp(wide.bytes, { limitInputPixels: MAX_PIXELS }).toColourspace('srgb');
  // what is in Display P3 here, if there is a profile
  const rgb = await (pixels.icc === undefined ? picture : picture.withIccProfile('srgb')).raw().toBuffer();
  const plain = plainTiff({ ...pixels, icc: undefined });
  plain.pixels.set(rgb);
  return plain.bytes;
}

/** Puts grey or colours, and alpha, into pixels of RGB or RGBA; other channels are left out. */
function spread(from: ArrayLike<number>, channels: number, to: Uint8Array | Uint16Array, step: number): void {
  const colour = channels < 3 ? 0 : 1; // how far the next colour is
  const alpha = channels < 3 ? 1 : 3;
  for (let i = 0, o = 0; o < to.length; i += channels, o += step) {
    to[o] = from[i];
    to[o + 1] = from[i + colour];
    to[o + 2] = from[i + 2 * colour];
    if (step === 4) to[o + 3] = from[i + alpha];
  }
}

function sixteenBits(samples: Samples): Uint16Array {
  if (samples instanceof Uint16Array) return samples;
  if (samples instanceof Uint32Array) return Uint16Array.from(samples, (sample) => sample >>> 16);
  return Uint16Array.from(samples, (sample) => Math.round(Math.max(0, Math.min(1, sample)) * 65_535));
}

/** Overshoot of sharpening is not light. */
const BRIGHTER_THAN_WHITE = 1.5;

function profileFor({ header, tellsPrimaries }: SampleFacts, samples: Samples): Uint8Array | undefined {
  const { icc, depth, space } = header;
  const tags = icc && iccTags(icc);
  if (icc !== undefined && tags !== undefined) {
    const curve = tags.get('kTRC');
    return icc.toString('latin1', 16, 20) === 'GRAY' && curve !== undefined ? profileOfGrey(curve) : icc;
  }
  if (depth !== 'float' && depth !== 'double') return undefined;
  const areNumbers = tellsPrimaries || GREY.includes(space);
  if (areNumbers && !samples.some((sample) => sample > BRIGHTER_THAN_WHITE)) return undefined;
  const [red, green, blue] = SRGB;
  return profileOfColours({ white: D65, red, green, blue, curve: (value) => value });
}
