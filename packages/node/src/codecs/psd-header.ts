/**
 * What stands before the flattened picture of a PSD or PSB: the one at its end, for programs that know no layers.
 *
 * Source: Adobe, "Photoshop File Formats Specification", 2019, https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/
 */

import { CHANNELS, type PlainPixels } from './plain-tiff.js';

/** What stands before the pixels. */
export interface PsdHeader {
  readonly width: number;
  readonly height: number;
  /** Colour channels are followed by those of transparency and of selections. */
  readonly channels: number;
  /** Bits of a sample: 8 or 16. */
  readonly depth: number;
  readonly space: PlainPixels['space'];
  /** 256 colours as reds, greens, blues; empty unless samples are indices. */
  readonly palette: Uint8Array;
  /** Whether the first channel behind the colours is what is opaque. */
  readonly hasAlpha: boolean;
  readonly icc?: Uint8Array;
  readonly exif?: Uint8Array;
  /** Where the samples, or the lengths of their packed rows, begin. */
  readonly start: number;
  readonly packed: boolean;
  /** Bytes of such a length. */
  readonly lengthBytes: number;
}

const SPACES: Readonly<Record<number, PlainPixels['space']>> = { 1: 'grey', 2: 'rgb', 3: 'rgb', 4: 'cmyk', 8: 'grey' };
const INDEXED = 2;
const ALPHA_SPACES: readonly PlainPixels['space'][] = ['grey', 'rgb'];

const RESOURCE = { profile: 1039, version: 1057, exif: 1058 } as const;

/**
 * Reads the header of a file that begins with `8BPS`; undefined if it holds no flattened picture that can be read, or is
 * damaged: then its preview may be there.
 */
export function psdHeader(file: Buffer): PsdHeader | undefined {
  if (file.length < 34) return undefined;
  const large = file.readUInt16BE(4) === 2;
  const [channels, depth, mode] = [file.readUInt16BE(12), file.readUInt16BE(22), file.readUInt16BE(24)];
  const [height, width] = [file.readUInt32BE(14), file.readUInt32BE(18)];
  const space = SPACES[mode];
  if (space === undefined || width === 0 || height === 0 || (depth !== 8 && depth !== 16)) return undefined;
  if (channels < (mode === INDEXED ? 1 : CHANNELS[space])) return undefined;

  const palette = section(file, 26);
  const resources = palette && section(file, palette.end);
  const layers = resources && section(file, resources.end, large ? 8 : 4);
  if (!palette || !resources || !layers || layers.end + 2 > file.length) return undefined;
  const facts = resourcesOf(resources.bytes);
  // when there are layers the flattened picture need not be asked for, and is white then
  if (layers.bytes.length > 0 && facts.get(RESOURCE.version)?.[4] === 0) return undefined;
  const packing = file.readUInt16BE(layers.end);
  if (packing > 1 || (mode === INDEXED && (depth !== 8 || palette.bytes.length < 768))) return undefined;
  return {
    width,
    height,
    channels,
    depth,
    space,
    hasAlpha: channels > CHANNELS[space] && ALPHA_SPACES.includes(space) && countOfLayers(layers.bytes, large) < 0,
    palette: mode === INDEXED ? palette.bytes : palette.bytes.subarray(0, 0),
    icc: facts.get(RESOURCE.profile),
    exif: facts.get(RESOURCE.exif),
    start: layers.end + 2,
    packed: packing === 1,
    lengthBytes: large ? 4 : 2,
  };
}

/** The resources of a PSD, where its preview is; empty if they cannot be found. */
export function psdResources(file: Buffer): Buffer {
  const palette = section(file, 26);
  return (palette && section(file, palette.end))?.bytes ?? file.subarray(0, 0);
}

interface Section {
  readonly bytes: Buffer;
  readonly end: number;
}

/** A section that begins with its length. */
function section(file: Buffer, at: number, lengthBytes = 4): Section | undefined {
  if (at + lengthBytes > file.length) return undefined;
  const length = lengthBytes === 8 ? Number(file.readBigUInt64BE(at)) : file.readUInt32BE(at);
  const end = at + lengthBytes + length;
  return end > file.length ? undefined : { bytes: file.subarray(at + lengthBytes, end), end };
}

/** The number of layers; below 0 if the flattened picture has transparency. */
function countOfLayers(layers: Buffer, large: boolean): number {
  const at = large ? 8 : 4; // behind the length
  return layers.length < at + 2 ? 0 : layers.readInt16BE(at);
}

function resourcesOf(bytes: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  let at = 0;
  while (at + 12 <= bytes.length) {
    const name = at + 6;
    const size = name + even(bytes[name] + 1); // a name with its length before it
    const data = size + 4;
    if (data > bytes.length) break;
    const length = bytes.readUInt32BE(size);
    found.set(bytes.readUInt16BE(at + 4), bytes.subarray(data, data + length));
    at = data + even(length);
  }
  return found;
}

function even(length: number): number {
  return length + (length % 2);
}
