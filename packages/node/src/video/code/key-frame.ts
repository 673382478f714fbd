/**
 * What a VP9 film says of its colours, in every key frame: by a matrix that is not said, players choose by the size, and one key frame
 * that does not say it turns the colours of all that follow.
 *
 * Source: A. Grange, P. de Rivaz, J. Hunt, "VP9 Bitstream & Decoding Process Specification", version 0.6, 2016, sections 6.2 and 7.2.
 */

import { MosaicError } from '@tesserae/core/errors';

/** A frame's first byte: its mark, profile 0, not an older frame again, a key frame; two more bits are free. */
const [KEY, KEY_BITS] = [0b1000_0000, 0b1111_1100];

/** Follows the first byte of a key frame. */
const SYNC = [0x49, 0x83, 0x42];

const BT709 = 2;

/** Whether a packet begins with a key frame of VP9, profile 0. */
export function isKeyFrame(packet: Uint8Array): boolean {
  return (packet[0] & KEY_BITS) === KEY && SYNC.every((byte, i) => packet[i + 1] === byte);
}

/**
 * Makes the key frames of a part say BT.709; their range is limited as it was. An encoder puts in more of them than it is asked for.
 *
 * @param packets  written over
 * @throws MosaicError `failed` if the first is no key frame
 */
export function colourKeyFrames(packets: readonly Uint8Array[]): void {
  if (!isKeyFrame(packets[0])) {
    throw new MosaicError('failed', 'The native encoder began a part with no key frame. Take another --encoder.');
  }
  for (const packet of packets.filter(isKeyFrame)) packet[4] = (packet[4] & 0x1f) | (BT709 << 5);
}
