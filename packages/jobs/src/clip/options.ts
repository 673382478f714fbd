import { MAKE } from '../make/options.js';
import type { Kind } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { FORCE, PICTURE, PINS, RESUME, SCAN, VIDEO } from '../options/rows.js';

const SHARE: Kind<number> = {
  placeholder: 'PERCENT',
  expected: 'a share of the cells from more than 0% to 100%, as 5%',
  schema: { type: 'string', pattern: '^[0-9]+([.][0-9]+)? ?%$' },
  read: (value) => {
    const percent = Number(/^(\d+(?:\.\d+)?) ?%$/.exec(String(value))?.[1]);
    return percent > 0 && percent <= 100 ? percent / 100 : undefined;
  },
};

/** What would flicker, or is of one picture. */
const OF_PICTURES = ['tint', 'overlay', 'score'];

/**
 * Its table.
 *
 * With a budget of 30 % a pan by a third of a cell a frame is followed. Far ΔE, edge at 60 columns, each frame alone 1.50, .953: with
 * 5 % 3.82, .615 (a smear), 15 % 2.36, .826, 30 % 1.84, .914, all 1.52, .944.
 */
export const CLIP = table({
  settings: MAKE.settings.filter((name) => !OF_PICTURES.includes(name)),
  fields: {
    target: MAKE.fields.target,
    ...SCAN,
    output: PICTURE.output,
    ...PINS,
    changeBudget: {
      kind: SHARE,
      about:
        'For a clip: share of the cells that may change from frame to frame, such as 5% (default 30%). At a cut, all may change.',
      default: 0.3,
    },
    ...VIDEO,
    force: FORCE,
    resume: RESUME,
  },
});

/** The input of `clip`: a mosaic that moves as its target does. */
export type ClipInput = InputOf<typeof CLIP>;
