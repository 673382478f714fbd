/** How calmly frames follow one another. */

/** What is seen of a sequence of frames; all in steps of a byte of luma. */
export interface Motion {
  /** What is finer than two pixels in a frame: root mean square, mean of all frames. Much of it: sharp. */
  readonly detail: number;
  /**
   * What is as fine in how a frame differs from the middle of the one before and the one after, twice that: root mean square,
   * mean of all. What moves evenly hardly adds to it; what flickers does.
   */
  readonly shimmer: number;
  /** Of a frame and the one before it: root mean square of their difference, frames − 1. */
  readonly steps: readonly number[];
}

/**
 * Looks at frames. Three of them are held at a time.
 *
 * @param frames  sRGB, 3 bytes a pixel; each is done with before the next is asked for
 */
export function motionOf(frames: Iterable<Uint8Array>, width: number): Motion {
  const steps: number[] = [];
  let [detail, shimmer, count] = [0, 0, 0];
  let before: Float32Array | undefined;
  let last: Float32Array | undefined;
  for (const rgb of frames) {
    const now = lumaOf(rgb);
    detail += fineness(now, width);
    count++;
    if (last !== undefined) steps.push(rootMeanSquare(now.map((value, i) => value - last![i])));
    if (before !== undefined)
      shimmer += fineness(
        now.map((value, i) => value - 2 * last![i] + before![i]),
        width,
      );
    before = last;
    last = now;
  }
  return { detail: detail / count, shimmer: shimmer / (count - 2), steps };
}

/** The most that a step differs from the mean of the two before and the two after it, as their ratio: a jump is above 1. */
export function largestJump({ steps }: Motion): number {
  return steps.slice(2, -2).reduce((most, step, i) => {
    const around = (steps[i] + steps[i + 1] + steps[i + 3] + steps[i + 4]) / 4;
    return Math.max(most, step / around);
  }, 0);
}

function lumaOf(rgb: Uint8Array): Float32Array {
  const luma = new Float32Array(rgb.length / 3);
  for (let i = 0, o = 0; i < rgb.length; i += 3, o++) {
    luma[o] = 0.2126 * rgb[i] + 0.7152 * rgb[i + 1] + 0.0722 * rgb[i + 2];
  }
  return luma;
}

/** What is left of a picture when the mean of its four neighbours is taken from each pixel. */
function fineness(luma: Float32Array, width: number): number {
  const inside = luma.subarray(width, luma.length - width);
  const fine = inside.map((value, i) => {
    const at = i + width;
    const x = at % width;
    if (x === 0 || x === width - 1) return 0;
    return value - (luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width]) / 4;
  });
  return rootMeanSquare(fine);
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
