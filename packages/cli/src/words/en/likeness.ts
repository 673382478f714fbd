/** How a mosaic looks, in plain words: its numbers are details. */

import { counted, plural } from './numbers.js';

/** From which difference from afar on (ΔE, CIEDE2000) a mosaic is no longer called so. 2 is hard to see. */
const CLOSENESS: readonly (readonly [below: number, words: string])[] = [
  [2.5, 'very close from afar'],
  [4.5, 'close from afar'],
  [8, 'recognisable from afar'],
  [Number.POSITIVE_INFINITY, 'far from the colours of the target'],
];

/** Below this, fine contours (edge_near) such as eyes are hard to recognise. */
const SOFT = 0.5;

/** What is said of it. @param metrics  null if it was not measured */
export function likenessWords(metrics: { readonly far_dE: number; readonly edge_near: number } | null): string {
  if (metrics === null) return 'not measured';
  const closeness = CLOSENESS.find(([below]) => metrics.far_dE < below)?.[1] ?? '';
  return metrics.edge_near < SOFT ? `${closeness}, its fine contours soft` : closeness;
}

/** How many photos are used, and how often. */
export function usesWords({ photos, used, mostUsed }: Record<'photos' | 'used' | 'mostUsed', number>): string {
  const most = mostUsed === 1 ? 'each once' : `the most used ${plural(mostUsed, 'time')}`;
  return `${counted(used)} of ${plural(photos, 'photo')} used, ${most}`;
}
