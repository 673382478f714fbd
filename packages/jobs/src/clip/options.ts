import type { FilmEncoder } from '@tesserae/node';
import { MAKE, MAKE_SETTINGS } from '../make/options.js';
import { choice, type Kind, whole } from '../options/kinds.js';
import type { OptionTable, WithSettings } from '../options/option.js';
import { FORCE, PICTURE, PINS, type PinFields, RESUME, SCAN, type ScanFields } from '../options/rows.js';

/** The input of `clip`: a mosaic that moves as its target does. */
export interface ClipInput extends ScanFields, PinFields, WithSettings {
  readonly target: string;
  readonly output?: string;
  /** Share of the cells that may change a frame. */
  readonly changeBudget: number;
  /** Undefined: the clip's own. */
  readonly fps?: number;
  readonly encoder: FilmEncoder;
  readonly force?: boolean;
  readonly resume?: boolean;
}

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
export const CLIP: OptionTable<ClipInput> = {
  code: 'usage',
  settings: MAKE_SETTINGS.filter((name) => !OF_PICTURES.includes(name)),
  fields: {
    target: MAKE.fields.target,
    ...SCAN,
    output: PICTURE.output,
    ...PINS,
    changeBudget: {
      kind: SHARE,
      about:
        'Of a clip: so much of the cells may change from frame to frame, as 5%; 30% unless told. A cut changes all.',
      default: 0.3,
    },
    fps: {
      kind: whole('N', { min: 1, max: 60, expected: '1 to 60 whole frames a second' }),
      about: 'Of a clip: frames a second, 1 to 60; the clip’s own unless told.',
    },
    encoder: {
      kind: choice<FilmEncoder>('WHO', ['auto', 'wasm', 'native', 'ffmpeg']),
      about: 'Of a clip: auto, wasm (built in), native (WebCodecs) or ffmpeg; .webm needs one of these two.',
      default: 'auto',
    },
    force: FORCE,
    resume: RESUME,
  },
};
