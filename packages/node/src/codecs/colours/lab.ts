/**
 * CIELAB in TIFF, which libvips takes for its own coding of it or refuses.
 *
 * Source: TIFF revision 6.0, Adobe, 1992, section 23; Adobe Photoshop TIFF Technical Notes, 2002 (16 bits, ICCLab); B. Lindbloom,
 * "Lab to XYZ" and "XYZ to RGB" (D50, Bradford), http://www.brucelindbloom.com.
 */

/** How a and b are stored: `cie` signed, `icc` with 128 for neutral. */
export type LabNumbers = 'cie' | 'icc';

const PHOTOMETRIC = 262;
const RGB = 2;
const KINDS: Readonly<Record<number, LabNumbers>> = { 8: 'cie', 9: 'icc' };

/** A TIFF of CIELAB under a false name, by which the decoder gives its numbers as they are. */
export interface DisguisedLab {
  readonly bytes: Buffer;
  readonly lab: LabNumbers;
}

/** Looks whether a TIFF's first picture is CIELAB; undefined if not. */
export function disguisedLab(file: Buffer): DisguisedLab | undefined {
  const small = file.toString('latin1', 0, 2) === 'II';
  const read = (at: number, size: number): number => (small ? file.readUIntLE(at, size) : file.readUIntBE(at, size));
  if (file.length < 8 || read(2, 2) !== 42) return undefined;
  const start = read(4, 4);
  if (start + 2 > file.length) return undefined;
  const end = Math.min(start + 2 + read(start, 2) * 12, file.length - 11);
  for (let entry = start + 2; entry < end; entry += 12) {
    if (read(entry, 2) !== PHOTOMETRIC) continue;
    const lab = KINDS[read(entry + 8, 2)];
    if (lab === undefined) return undefined;
    const bytes = Buffer.from(file);
    if (small) bytes.writeUInt16LE(RGB, entry + 8);
    else bytes.writeUInt16BE(RGB, entry + 8);
    return { bytes, lab };
  }
  return undefined;
}

/** The white that CIELAB is relative to, D50. */
const WHITE = [0.96422, 1, 0.82521] as const;

/** From XYZ under D50 to linear sRGB. */
const TO_RGB = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const;

/**
 * Numbers of CIELAB as sRGB; other channels come along.
 *
 * @param samples   pixels × channels, of 8 or 16 bits
 * @returns as many bytes
 */
export function srgbOfLab(samples: ArrayLike<number>, channels: number, lab: LabNumbers): Uint8Array {
  const wide = samples instanceof Uint16Array;
  const [white, unit] = wide ? [65_535, 256] : [255, 1];
  const shift = 256 * unit;
  const signed = (sample: number): number => (sample >= shift / 2 ? sample - shift : sample) / unit;
  const chroma = lab === 'cie' ? signed : (sample: number) => sample / unit - 128;
  const out = new Uint8Array(samples.length);
  for (let i = 0; i < samples.length; i += channels) {
    const y = ((samples[i] / white) * 100 + 16) / 116;
    const X = WHITE[0] * light(y + chroma(samples[i + 1]) / 500);
    const Y = WHITE[1] * light(y);
    const Z = WHITE[2] * light(y - chroma(samples[i + 2]) / 200);
    for (let c = 0; c < 3; c++) {
      out[i + c] = Math.round(255 * encoded(TO_RGB[c][0] * X + TO_RGB[c][1] * Y + TO_RGB[c][2] * Z));
    }
    for (let c = 3; c < channels; c++) out[i + c] = wide ? samples[i + c] >> 8 : samples[i + c];
  }
  return out;
}

function light(f: number): number {
  return f > 6 / 29 ? f ** 3 : (f - 4 / 29) / (841 / 108);
}

function encoded(linear: number): number {
  if (linear <= 0.0031308) return Math.max(0, linear) * 12.92;
  return Math.min(1, 1.055 * linear ** (1 / 2.4) - 0.055);
}
