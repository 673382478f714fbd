/**
 * The boxes that HEIC, AVIF, Canon's CR3 and films are made of.
 *
 * Source: ISO/IEC 14496-12, §4.2.
 */

/** A box. */
export interface Box {
  /** Four letters. */
  readonly kind: string;
  readonly contents: Buffer;
}

/** The boxes of a file or of a box, as far as they are in order. */
export function* boxes(within: Buffer): Generator<Box, void, void> {
  let at = 0;
  while (at + 8 <= within.length) {
    const size = within.readUInt32BE(at);
    const long = size === 1 && at + 16 <= within.length;
    const bytes = long ? Number(within.readBigUInt64BE(at + 8)) : size === 0 ? within.length - at : size;
    if (bytes < (long ? 16 : 8) || at + bytes > within.length) return;
    yield {
      kind: within.toString('latin1', at + 4, at + 8),
      contents: within.subarray(at + (long ? 16 : 8), at + bytes),
    };
    at += bytes;
  }
}

/** The contents of the first box of a kind; empty if there is none. */
export function box(within: Buffer, kind: string): Buffer {
  for (const each of boxes(within)) if (each.kind === kind) return each.contents;
  return within.subarray(0, 0);
}
