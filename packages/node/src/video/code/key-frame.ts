/**
 * Which packets of VP9 are key frames: an encoder puts in more of them than it is asked for.
 *
 * Source: A. Grange, P. de Rivaz, J. Hunt, "VP9 Bitstream & Decoding Process Specification", version 0.6, 2016, section 6.2.
 */

/** Of profile 0 and of the highest level, 8 bits: decoders look at the frames. */
export const VP9 = 'vp09.00.62.08';

/** A frame's first byte: its mark, profile 0, not an older frame again, a key frame; two more bits are free. */
const [KEY, KEY_BITS] = [0b1000_0000, 0b1111_1100];

/** Follows the first byte of a key frame. */
const SYNC = [0x49, 0x83, 0x42];

/** Whether a packet begins with a key frame of VP9, profile 0. */
export function isKeyFrame(packet: Uint8Array): boolean {
  return (packet[0] & KEY_BITS) === KEY && SYNC.every((byte, i) => packet[i + 1] === byte);
}
