/** Links to a place: #cell=r12c40. */

import { cellNamed } from '@tesserae/core/internal';
import type { PageMosaic } from './mosaic.js';
import { linkName } from './words.js';

/** The cell that the page's address names, −1 if it names none. */
export function linkedCell({ data }: PageMosaic, hash: string = location.hash): number {
  const name = new URLSearchParams(hash.slice(1)).get('cell');
  return name === null ? -1 : cellNamed(name, data.layout);
}

/** The address of a place. */
export function linkTo(mosaic: PageMosaic, cell: number): string {
  return `${location.href.replace(/#.*$/, '')}#cell=${linkName(mosaic, cell)}`;
}

/** Makes the page's address that of a place, or of no place, without a step in the history. */
export function showLink(mosaic: PageMosaic, cell: number): void {
  const address = cell < 0 ? location.href.replace(/#.*$/, '') : linkTo(mosaic, cell);
  if (address !== location.href) history.replaceState(null, '', address);
}
