/** Bits one after the other, high ones first, and numbers in as few as they need (Exp-Golomb: Rec. ITU-T H.264, section 9.1). */

/** Takes bits from bytes. */
export interface BitReader {
  /** Bits taken so far. */
  readonly at: number;
  take(count: number): number;
  takeNumber(): number;
}

/** Reads from the first bit on. */
export function bitReader(bytes: Uint8Array): BitReader {
  let at = 0;
  const take = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++, at++) value = value * 2 + ((bytes[at >> 3] >> (7 - (at & 7))) & 1);
    return value;
  };
  return {
    get at() {
      return at;
    },
    take,
    takeNumber() {
      let zeros = 0;
      while (at < bytes.length * 8 && take(1) === 0) zeros++;
      return 2 ** zeros - 1 + take(zeros);
    },
  };
}

/** Puts bits into bytes. */
export interface BitWriter {
  put(value: number, count: number): void;
  putNumber(value: number): void;
  /** All so far; the last byte is filled with zeros. */
  bytes(): Uint8Array;
}

/** Writes from the first bit on. */
export function bitWriter(): BitWriter {
  const out: number[] = [];
  let at = 0;
  const put = (value: number, count: number): void => {
    for (let i = count - 1; i >= 0; i--, at++) {
      if ((at & 7) === 0) out.push(0);
      out[at >> 3] |= (Math.floor(value / 2 ** i) & 1) << (7 - (at & 7));
    }
  };
  return {
    put,
    putNumber(value) {
      const length = Math.floor(Math.log2(value + 1));
      put(0, length);
      put(value + 1, length + 1);
    },
    bytes: () => Uint8Array.from(out),
  };
}

/** The bytes of a parameter set of H.264 or HEVC without those that keep it from looking like the start of another. */
export function withoutEscapes(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, i) => !(byte === 3 && i >= 2 && bytes[i - 1] === 0 && bytes[i - 2] === 0));
}
