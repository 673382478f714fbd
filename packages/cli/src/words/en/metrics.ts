/** The scorecard in words. */

import type { Scorecard } from '@tesserae/core';
import type { Metrics } from '@tesserae/core/internal';
import { essential, type Line, step } from '../line.js';

/**
 * In two lines: how it looks, and how its photos repeat.
 *
 * @param photos  how many there were to choose from: of one, nothing is to be said of its variety
 */
export function metricsWords({ far_dE, edge, edge_near, grain, ...placed }: Metrics, photos: number): string[] {
  const { twins, echo, variety } = placed;
  const looks = [`far ΔE ${far_dE.toFixed(2)}`, `edge ${edge.toFixed(3)}`, `near ${edge_near.toFixed(3)}`];
  looks.push(`grain ${grain.toFixed(2)}`);
  const repeats: string[] = [];
  if (twins !== null) repeats.push(`twins ${percent(twins)}`);
  if (echo !== null) repeats.push(`echo ${percent(echo)}`);
  if (variety !== null && photos > 1) repeats.push(`variety ${variety.toFixed(3)}`);
  return [looks, repeats].filter((parts) => parts.length > 0).map((parts) => parts.join(' · '));
}

/** What the numbers of those lines mean. */
export const METRICS_MEANING: readonly string[] = [
  'far ΔE: colours from afar, 0 is the target, 2 hard to see · edge: contours, 1 is the target',
  'near: fine contours, 1 is the target · grain: unrest within cells, 0 is the target',
  'twins: cells with the same photo within 3 cells · echo: cells that repeat at one offset',
  'variety: 1 if all photos are used equally often',
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
  far_enc: 'the same, of a picture shrunk for a screen',
  mid_ssim: 'similarity of structure: 1 is the target itself',
  edge: 'contours where they belong: 1 is the target itself',
  edge_near: 'contours at arm’s length: 1 is the target itself',
  ssim_near: 'structure at arm’s length: 1 is the target itself',
  L_near: 'lightness that is wrong there: lower is better',
  C_near: 'colour that is wrong there: lower is better',
  grain: 'unrest that the target lacks: lower is better',
  pop: 'single details that jump out: lower is better',
  distinct: 'different photos placed',
  max_use: 'uses of the most used photo',
  top50: 'share of cells that the 50 most used photos fill',
  eff_photos: 'photos used equally often that vary as much',
  variety: 'the same as a share of what is possible',
  twins: 'share of cells with the same photo within 3 cells',
  echo: 'cells that repeat at one offset: 1 is a lattice',
  echo_at: 'that offset: rows down, cells to the right',
  min_repeat_dist: 'smallest distance of two uses of a photo, in cells',
  shown: 'how much of a photo shows: 1 is all that has room',
  mirrored: 'share of cells whose photo is mirrored',
  recolor: 'how far photos were recoloured (CIEDE2000)',
  leak: 'hidden overlay of the target: about 0 if none',
};

/** The whole card as a table; what could not be measured is a dash. */
export function cardLines(card: Scorecard): Line[] {
  // MEANINGS has the card's names
  return Object.entries(MEANINGS).map(([name, meaning]) => tableLine(name, card[name as keyof Scorecard], meaning));
}

/** A number, or two, with its name and meaning. */
export function tableLine(name: string, value: number | readonly number[] | null, meaning: string): Line {
  return essential(undefined, `${name.padEnd(16)} ${shownNumber(value).padStart(9)}   ${meaning}`);
}

function shownNumber(value: number | readonly number[] | null): string {
  if (value === null) return '–';
  if (typeof value !== 'number') return value.join(', ');
  return Number.isInteger(value) ? String(value) : value.toFixed(4);
}
