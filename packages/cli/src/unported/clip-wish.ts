/** What is asked of a moving mosaic, and what of the flags of `make` a clip has no use for. */

import { MosaicError, type Settings } from '@tesserae/core';
import { FILM_ENCODERS, type FilmEncoder } from '@tesserae/node';
import type { Flags } from './flags.js';

/** What is asked of a moving mosaic. */
export interface ClipWish {
  /** Share of the cells that may change a frame. */
  readonly budget: number;
  /** Undefined: the clip's own. */
  readonly fps: number | undefined;
  readonly encoder: FilmEncoder;
}

/**
 * With so much a pan by a third of a cell a frame is followed. Far ΔE, edge at 60 columns, each frame alone 1.50, .953: with 5 % 3.82,
 * .615 (a smear), 15 % 2.36, .826, 30 % 1.84, .914, all 1.52, .944.
 */
const BUDGET = 0.3;

const MOST_FPS = 60;

/**
 * What the flags ask of a moving mosaic.
 *
 * @throws MosaicError `usage`
 */
export function clipWish({ changeBudget, fps, encoder: wanted = 'auto' }: Flags): ClipWish {
  const percent = changeBudget === undefined ? BUDGET * 100 : Number(/^(\d+(?:\.\d+)?) ?%$/.exec(changeBudget)?.[1]);
  if (!(percent > 0 && percent <= 100)) {
    const sentence = `changeBudget: expected a share of the cells from more than 0% to 100%, as 5%, received "${changeBudget}".`;
    throw new MosaicError('usage', sentence);
  }
  const rate = fps === undefined ? undefined : Number(fps);
  if (rate !== undefined && !(Number.isInteger(rate) && rate >= 1 && rate <= MOST_FPS)) {
    throw new MosaicError('usage', `fps: expected 1 to ${MOST_FPS} whole frames a second, received "${fps}".`);
  }
  const encoder = FILM_ENCODERS.find((name) => name === wanted);
  if (encoder === undefined) {
    throw new MosaicError('usage', `encoder: expected ${FILM_ENCODERS.join(', ')}, received "${wanted}".`);
  }
  return { budget: percent / 100, fps: rate, encoder };
}

/** Flags that say how a picture is written, or what is written beside it. */
const OF_PICTURES = ['plan', 'placements', 'report', 'reportLevel', 'errorMap', 'pyramid', 'dryRun'] as const;

/**
 * Makes sure that nothing is asked of a clip that is for pictures.
 *
 * @throws MosaicError `usage`
 */
export function refuseForClips(path: string, flags: Flags, settings: Settings): void {
  const flag = OF_PICTURES.find((name) => flags[name] !== undefined && flags[name] !== false);
  if (flag === 'dryRun') {
    throw new MosaicError(
      'usage',
      `${path}: is a clip, and of a clip it cannot be said beforehand what it takes. Make it.`,
    );
  }
  if (flag !== undefined) throw refusal(flag, path, 'for pictures: what stands where is different in every frame');
  if (settings.tint > 1) throw refusal('tint', path, 'for pictures: it would flicker');
  if (settings.overlay > 0) throw refusal('overlay', path, 'for pictures');
  if (settings.score) throw refusal('score', path, 'for pictures');
}

function refusal(name: string, path: string, why: string): MosaicError {
  return new MosaicError('usage', `${name}: is ${why}, and ${path} is a clip. Leave it out.`);
}
