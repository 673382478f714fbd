/** A border around a picture, as it is asked for. */

import { lengthIn } from '@tesserae/core/internal';
import type { Kind } from './kinds.js';

/** How wide, and of which colour. */
export interface Border {
  /** Millimetres or pixels; `%` of the mosaic's shorter side. */
  readonly width: { readonly value: number; readonly unit: 'mm' | 'px' | '%' };
  /** #rrggbb, sRGB. */
  readonly colour: string;
}

/** Per cent at most: a border is no wider than half of the mosaic. */
export const MOST_BORDER = 50;

const BORDER_TEXT = /^([^:]{1,20}?)(?::(#[0-9a-f]{6}))?$/i;
const SHARE = /^(\d{1,2}(?:[.,]\d{1,3})?)%$/;

/** A width with its unit, and a colour behind a colon. */
export const BORDER: Kind<Border> = {
  placeholder: 'WIDTH[:COLOUR]',
  expected: `a width as 2cm, 60px or 5% (at most ${MOST_BORDER}%), with a colour as 2cm:#000000`,
  schema: { type: 'string', pattern: '^[0-9.,]{1,12} ?(mm|cm|m|in|px|%)(:#[0-9a-fA-F]{6})?$' },
  read: (value) => {
    const [, width, colour = '#ffffff'] = (typeof value === 'string' && BORDER_TEXT.exec(value)) || [];
    if (width === undefined) return undefined;
    const share = Number(SHARE.exec(width)?.[1].replace(',', '.'));
    if (share > 0 && share <= MOST_BORDER) return { width: { value: share, unit: '%' }, colour };
    const length = lengthIn(width);
    return length && { width: length, colour };
  },
};
