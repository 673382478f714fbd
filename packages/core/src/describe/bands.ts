/**
 * What counts in the difference of a mosaic and its target: how much of it is seen at which scale.
 *
 * The difference e, on a lattice of samples, costs Σ weight · e·(A ∗ e) over bands and channels, where A is a Gaussian blur of e seen
 * twice: of σ√2. A wide band is the picture from afar, in which a cell that is too light is made good by one beside it that is too
 * dark; the band of σ 0 is each sample by itself.
 *
 * Weights are measured, by numbers and by eye. More luma at a quarter of a cell shows eyes and mouths; more chroma at a cell
 * brings colours closer and leaves fewer coloured specks.
 *
 * Source of the idea: M. Analoui, J. P. Allebach, "Model-based halftoning using direct binary search", Proc. SPIE 1666, 1992,
 * doi:10.1117/12.135959.
 */

/** One scale of seeing. */
export interface Band {
  /** Of the blur, in sides of a mean cell; 0 = none. */
  readonly sigma: number;
  /** Weights of the squared difference of lightness, and of each of the two colour channels. */
  readonly luma: number;
  readonly chroma: number;
}

type Weights = readonly [sigma: number, luma: number, chroma: number];

/** The bands at three places of the dial. */
const DIAL: readonly (readonly [detail: number, bands: readonly Weights[]])[] = [
  [
    0,
    [
      [1, 0, 1],
      [0.5, 0.5, 1],
      [0.25, 1, 0.5],
      [0, 0.1, 0],
    ],
  ],
  [
    50,
    [
      [1, 0, 0.8],
      [0.5, 0.5, 0.6],
      [0.25, 1, 0.4],
      [0, 0.15, 0.05],
    ],
  ],
  [
    100,
    [
      [1, 0, 0.5],
      [0.5, 0.5, 0.5],
      [0.25, 1, 0.3],
      [0, 0.2, 0.05],
    ],
  ],
];

/** The bands for a dial of 0 (colours) … 100 (contours). */
export function bandsFor(detail: number): readonly Band[] {
  const after = detail < DIAL[1][0] ? 1 : 2;
  const [[from, low], [to, high]] = [DIAL[after - 1], DIAL[after]];
  const share = (detail - from) / (to - from);
  const between = (a: number, b: number): number => a + (b - a) * share;
  return low.map(([sigma, luma, chroma], i) => ({
    sigma,
    luma: between(luma, high[i][1]),
    chroma: between(chroma, high[i][2]),
  }));
}

/** Half of a symmetric filter along one axis: the weight at 0, 1, 2 … samples. All of it adds up to 1. */
export function tapsOf(sigma: number, pitch: number): Float64Array {
  if (sigma === 0) return Float64Array.of(1);
  const reach = Math.max(1, Math.ceil((2.5 * sigma * Math.SQRT2) / pitch));
  const taps = Float64Array.from({ length: reach + 1 }, (_, d) => Math.exp(-((d * pitch) ** 2) / (4 * sigma * sigma)));
  const sum = taps.reduce((all, tap, d) => all + (d === 0 ? tap : 2 * tap), 0);
  return taps.map((tap) => tap / sum);
}
