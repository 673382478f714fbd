import { bandsFor } from '@tesserae/core/internal';

/** By its definition: Σ over bands and channels of weight / 16 · Σ e(x) · A(x − y) · e(y), with A cut off and adding up to 1. */
export function energyByDefinition(
  difference: readonly Float64Array[],
  width: number,
  detail: number,
  [w, h]: readonly [number, number],
): number {
  const [pitchX, pitchY] = [Math.sqrt(w / h) / 4, Math.sqrt(h / w) / 4];
  const weightOf = (sigma: number, pitch: number, d: number): number => {
    if (sigma === 0) return d === 0 ? 1 : 0;
    const reach = Math.max(1, Math.ceil((2.5 * sigma * Math.SQRT2) / pitch));
    const gauss = (at: number): number => Math.exp(-((at * pitch) ** 2) / (4 * sigma ** 2));
    let sum = 0;
    for (let at = -reach; at <= reach; at++) sum += gauss(at);
    return Math.abs(d) <= reach ? gauss(d) / sum : 0;
  };
  let energy = 0;
  for (const { sigma, luma, chroma } of bandsFor(detail)) {
    difference.forEach((plane, channel) => {
      for (let a = 0; a < plane.length; a++) {
        for (let b = 0; b < plane.length; b++) {
          const [dx, dy] = [(a % width) - (b % width), Math.floor(a / width) - Math.floor(b / width)];
          const blur = weightOf(sigma, pitchX, dx) * weightOf(sigma, pitchY, dy);
          energy += ((channel === 0 ? luma : chroma) / 16) * plane[a] * plane[b] * blur;
        }
      }
    });
  }
  return energy;
}
