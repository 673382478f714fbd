/**
 * Many colours in a few groups of like ones: k-means.
 *
 * The first centre is the mean, each further one the point farthest from those there are: no chance is needed, and small
 * groups far from the rest are found.
 *
 * Source: S. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28, 1982,
 * doi:10.1109/TIT.1982.1056489; T. Gonzalez, "Clustering to minimize the maximum intercluster distance", Theoretical
 * Computer Science 38, 1985, doi:10.1016/0304-3975(85)90224-5 (the farthest point).
 */

/** Points in groups. */
export interface Clusters {
  /** groups × 3: the mean of each. */
  readonly centres: Float64Array;
  /** Point → group. */
  readonly groupOf: Uint32Array;
}

const ROUNDS = 12;

/**
 * Groups points.
 *
 * @param points  n × 3 numbers
 * @param most    groups at most; points that are all alike make one
 */
export function clustersOf(points: Float64Array, most: number): Clusters {
  const count = points.length / 3;
  const groupOf = new Uint32Array(count);
  let centres = meansOf(points, groupOf, 1);
  for (let groups = 1; groups < Math.min(most, count); groups++) {
    const far = farthest(points, centres, groupOf);
    if (squared(points, far, centres, groupOf[far]) === 0) break;
    centres = Float64Array.from([...centres, ...points.subarray(far * 3, far * 3 + 3)]);
    for (let round = 0; round < ROUNDS && regroup(points, centres, groupOf); round++) {
      centres = meansOf(points, groupOf, groups + 1);
    }
  }
  return { centres, groupOf };
}

/** Gives each point to the nearest centre, the lower one if two are. @returns whether any moved */
function regroup(points: Float64Array, centres: Float64Array, groupOf: Uint32Array): boolean {
  let moved = false;
  for (let i = 0; i < groupOf.length; i++) {
    let best = groupOf[i];
    for (let group = 0; group < centres.length / 3; group++) {
      const [distance, least] = [squared(points, i, centres, group), squared(points, i, centres, best)];
      if (distance < least || (distance === least && group < best)) best = group;
    }
    if (best === groupOf[i]) continue;
    groupOf[i] = best;
    moved = true;
  }
  return moved;
}

function meansOf(points: Float64Array, groupOf: Uint32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups * 3);
  const counts = new Uint32Array(groups);
  groupOf.forEach((group, i) => {
    counts[group]++;
    for (let c = 0; c < 3; c++) sums[group * 3 + c] += points[i * 3 + c];
  });
  return sums.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)]));
}

function farthest(points: Float64Array, centres: Float64Array, groupOf: Uint32Array): number {
  let far = 0;
  for (let i = 1; i < groupOf.length; i++) {
    if (squared(points, i, centres, groupOf[i]) > squared(points, far, centres, groupOf[far])) far = i;
  }
  return far;
}

function squared(points: Float64Array, i: number, centres: Float64Array, group: number): number {
  let sum = 0;
  for (let c = 0; c < 3; c++) sum += (points[i * 3 + c] - centres[group * 3 + c]) ** 2;
  return sum;
}
