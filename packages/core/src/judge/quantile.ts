/**
 * The number that `share` of all numbers (0…1) stay below, interpolated between the two that are nearest in order.
 *
 * @param numbers  one at least
 */
export function quantile(numbers: Float32Array, share: number): number {
  const sorted = numbers.slice().sort();
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
