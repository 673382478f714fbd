/** Half of a Gaussian bell that is cut off at a radius: the weights from its middle outwards; the whole of it sums to 1. */
export function halfBell(sigma: number, radius: number): Float64Array {
  const half = Float64Array.from({ length: radius + 1 }, (_, k) => Math.exp((-0.5 * k * k) / (sigma * sigma)));
  const sum = half.reduce((total, weight, k) => total + (k === 0 ? weight : 2 * weight), 0);
  return half.map((weight) => weight / sum);
}
