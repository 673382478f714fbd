/** The scorecard in words. */

import type { Scorecard } from '@tesserae/core';
import type { Metrics } from '@tesserae/core/internal';
import { essential, type Line, step } from '../line.js';

/** In one line. @param photos  how many there were to choose from: of one, nothing is to be said of its variety */
export function metricsWords({ far_dE, edge, clones, variety }: Metrics, photos: number): string {
  const parts = [`far ΔE ${far_dE.toFixed(2)}`, `edge ${edge.toFixed(3)}`];
  if (clones !== null) parts.push(`clones ${percent(clones)}`);
  if (variety !== null && photos > 1) parts.push(`variety ${variety.toFixed(3)}`);
  return parts.join(' · ');
}

/** What the numbers of that line mean. */
export const METRICS_MEANING: readonly string[] = [
  'far ΔE: colours from afar, 0 is the target, 2 hard to see · edge: contours, 1 is the target',
  'clones: repeats nearby · variety: 1 if all photos are used equally often',
];

/** What was done to the photos' colours: never left out when something was. @param recolor  null if it was not measured */
export function recolorLines({ recolor }: { readonly recolor: number | null }): Line[] {
  if (recolor === 0) return [];
  return [step('recolor', recolor === null ? 'not measured' : `${recolor.toFixed(2)} ΔE from the photos as they are`)];
}

/** A share as 3.1 %. */
function percent(share: number): string {
  const value = share * 100;
  return `${value === 0 || value >= 10 ? value.toFixed(0) : value.toFixed(1)} %`;
}

/** What each number of the card says. */
const MEANINGS: Readonly<Record<keyof Scorecard, string>> = {
  far_dE: 'colours from afar (CIEDE2000): lower is better',
  far_dE95: 'its 95th percentile',
  mid_ssim: 'similarity of structure: 1 is the target itself',
  edge: 'contours where they belong: 1 is the target itself',
  distinct: 'different photos placed',
  max_use: 'uses of the most used photo',
  eff_photos: 'photos used equally often that vary as much',
  variety: 'the same as a share of what is possible',
  clones: 'share of cells with the same photo within 2 cells',
  min_repeat_dist: 'smallest distance of two uses of a photo, in cells',
  recolor: 'how far photos were recoloured (CIEDE2000)',
  leak: 'hidden overlay of the target: about 0 if none',
};

/** The whole card as a table; what could not be measured is a dash. */
export function cardLines(card: Scorecard): Line[] {
  // MEANINGS has the card's names
  return Object.entries(MEANINGS).map(([name, meaning]) => tableLine(name, card[name as keyof Scorecard], meaning));
}

/** A number with its name and meaning. */
export function tableLine(name: string, value: number | null, meaning: string): Line {
  const shown = value === null ? '–' : Number.isInteger(value) ? String(value) : value.toFixed(4);
  return essential(undefined, `${name.padEnd(16)} ${shown.padStart(9)}   ${meaning}`);
}
