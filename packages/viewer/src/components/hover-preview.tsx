/** A small plate beside the pointer: what the cell under it shows. */

import type { JSX } from 'preact';
import { hasFile, type PageMosaic, usesOf } from '../data/mosaic.js';
import { dateOf, nameOf, timesWords } from '../data/words.js';
import { WholePhoto } from './photo.js';

/** The cell under the pointer, and where on the stage that is, CSS pixels. */
export interface HoveredCell {
  readonly cell: number;
  readonly x: number;
  readonly y: number;
}

/** CSS pixels of the plate, about, and from the pointer to it. */
const WIDTH = 190;
const HEIGHT = 230;
const AWAY = 18;

/** The plate. It is for the eye alone: the cursor says the same, and the card more. */
export function HoverPreview({ mosaic, cell, x, y }: HoveredCell & { readonly mosaic: PageMosaic }): JSX.Element {
  const photo = mosaic.photoOf[cell];
  const height = hasFile(mosaic, photo) ? HEIGHT : 70;
  const left = x + AWAY + WIDTH > innerWidth ? x - AWAY - WIDTH : x + AWAY;
  const top = Math.max(8, Math.min(y + AWAY, innerHeight - height));
  const facts = [dateOf(mosaic, photo), `used ${timesWords(usesOf(mosaic, photo))}`].filter(Boolean).join(' · ');
  return (
    <div class="hover" aria-hidden="true" style={{ left: `${left}px`, top: `${top}px` }}>
      <WholePhoto mosaic={mosaic} cell={cell} alt="" />
      <p>
        <strong class="line">{nameOf(mosaic, photo)}</strong>
        <span class="line">{facts}</span>
      </p>
    </div>
  );
}
