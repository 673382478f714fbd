/** Operations on rows of 32-bit floats that lie in one memory. Rows and tables are named by their address in bytes. */
export interface Operations {
  /**
   * Blurs lines into one: weight 0 of the middle one, and weight k of the sum of the two that are k away.
   *
   * @param lines  addresses: of the middle, then in pairs of those ever further away
   * @param bell   how many pairs, then the weights, one more than that
   * @param count  floats of a line
   */
  blur(lines: number, bell: number, count: number, out: number): void;
  /**
   * The same of `count` samples that lie apart, each of up to four floats.
   *
   * @param lines  how many bytes the samples are apart in the lines, and in `out`; then the addresses of their first
   */
  blurApart(lines: number, bell: number, count: number, out: number): void;
  /**
   * Averages pixels of a row, in light.
   *
   * @param rgba   sRGB, 4 bytes a pixel
   * @param light  256 floats: the light of a byte
   * @param taps   how many averages; for each the byte of `rgba` at which it begins, how many pixels, their weights
   * @param out    three floats an average
   */
  shrink(rgba: number, light: number, taps: number, out: number): void;
  /** Adds a multiple of a row to another. */
  addScaled(row: number, scale: number, count: number, sum: number): void;
  /** `count` luminances, 0…1, into L*, in place. */
  lightness(row: number, count: number): void;
  /** `count` colours (r g b, linear light) into CIELAB under D65, in place. */
  lab(row: number, count: number): void;
  /** `count` lights into the values that pictures store, 0…1, in place. */
  encode(row: number, count: number): void;
}
