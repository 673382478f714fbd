/**
 * GIF's compression: LZW with codes that grow from `bits` + 1 to 12 bits, low bits first, in blocks of up to 255 bytes.
 *
 * Source: CompuServe, "Graphics Interchange Format", version 89a, 1990, appendix F; T. A. Welch, "A technique for
 * high-performance data compression", IEEE Computer 17(6), 1984, doi:10.1109/MC.1984.1659158.
 */

const MOST_CODES = 4096;
const BLOCK = 255;

/**
 * Compresses indices.
 *
 * @param indices  below 2^bits
 * @param bits     2 … 8
 * @returns the number of bits, then blocks, the last of them empty
 */
export function lzw(indices: Uint8Array, bits: number): Uint8Array {
  const clear = 1 << bits;
  const out = codeWriter(bits);
  // code · 256 + index → generation · 4096 + longer code: of older generations nothing is valid, and nothing has to be wiped
  const longer = new Uint32Array(MOST_CODES * 256);
  let generation = 1;
  let next = clear + 2;
  let width = bits + 1;
  let code = indices[0];
  out.put(clear, width);
  for (let i = 1; i < indices.length; i++) {
    const key = (code << 8) | indices[i];
    const known = longer[key];
    if (known >>> 12 === generation) {
      code = known & 4095;
      continue;
    }
    out.put(code, width);
    code = indices[i];
    if (next < MOST_CODES) {
      longer[key] = (generation << 12) | next;
      if (next === 1 << width) width++;
      next++;
    } else {
      out.put(clear, width);
      [generation, next, width] = [generation + 1, clear + 2, bits + 1];
    }
  }
  out.put(code, width);
  if (next === 1 << width && width < 12) width++; // the reader has learnt one more
  out.put(clear + 1, width);
  return out.end();
}

function codeWriter(bits: number) {
  let bytes = new Uint8Array(2 ** 16);
  bytes[0] = bits;
  let at = 2; // behind the length of the first block
  let from = 1;
  let held = 0;
  let count = 0;

  const byte = (value: number): void => {
    if (at + 3 > bytes.length) {
      const more = new Uint8Array(bytes.length * 2);
      more.set(bytes);
      bytes = more;
    }
    bytes[at++] = value;
    if (at - from - 1 < BLOCK) return;
    bytes[from] = BLOCK;
    from = at++;
  };

  return {
    put(code: number, width: number): void {
      held |= code << count;
      for (count += width; count >= 8; count -= 8) {
        byte(held & 255);
        held >>>= 8;
      }
    },
    end(): Uint8Array {
      if (count > 0) byte(held & 255);
      const length = at - from - 1;
      bytes[from] = length;
      // where the last block is full, the place of the next is its end
      if (length > 0) bytes[at++] = 0;
      return bytes.slice(0, at);
    },
  };
}
