/** When photos leave: in a wave over the mosaic, from about its middle or from a side, as chance has it. */

import type { Rect } from '../../pixels/rect.js';
import type { Random } from '../../runtime/random.js';

/** How much of the wave is order; the rest is each photo's own. */
const ORDER = 0.82;

/**
 * Sprite → when it leaves: 0 with the first, 1 with the last.
 *
 * @param edges  4 floats a sprite: left, top, right, bottom
 */
export function startDelays(edges: Float64Array, home: Rect, random: Random): Float32Array {
  const centre = { x: home.x + home.w * (0.4 + 0.2 * random()), y: home.y + home.h * (0.4 + 0.2 * random()) };
  // towards a side, more to the right or left than up or down
  const [dx, dy] = [random() < 0.5 ? 1 : -1, 2 * random() - 1];
  const isRing = random() < 0.5;
  const delays = new Float32Array(edges.length / 4);
  let [nearest, farthest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < delays.length; i++) {
    const x = (edges[i * 4] + edges[i * 4 + 2]) / 2 - centre.x;
    const y = (edges[i * 4 + 1] + edges[i * 4 + 3]) / 2 - centre.y;
    delays[i] = isRing ? Math.sqrt(x * x + y * y) : x * dx + y * dy;
    nearest = Math.min(nearest, delays[i]);
    farthest = Math.max(farthest, delays[i]);
  }
  const reach = Math.max(farthest - nearest, Number.MIN_VALUE);
  return delays.map((delay) => ORDER * ((delay - nearest) / reach) + (1 - ORDER) * random());
}
