/**
 * Every setting: its range, default, unit and sentence, once. Help texts, the JSON Schema, the documentation's table
 * and `parseSettings` are all made from `SETTINGS`.
 */

import { bytes, CELL, choice, FLAG, type Kind, LAYOUTS, numeric, RATIO, type Ratio, SIZE } from './kinds.js';
import type { Length } from './length.js';
import type { PictureSize } from './size.js';

/** Settings after parsing: complete and in range. */
export interface Settings {
  readonly columns: number | 'pixels';
  /** 0 = from the target's aspect. */
  readonly rows: number;
  readonly shape: Ratio;
  /** How cells are arranged. */
  readonly layout: 'grid' | 'brick';
  /** The width of a drawn cell. */
  readonly cell: Length;
  /** What the mosaic fits into; undefined = `cell` decides. */
  readonly size: PictureSize | undefined;
  /** Dots an inch. */
  readonly dpi: number;
  readonly match: 'mean' | 'pyramid';
  readonly space: 'srgb' | 'lab' | 'oklab';
  readonly views: 'whole' | 'mirror' | 'crops' | 'all';
  readonly mirror: boolean;
  readonly refine: number;
  readonly tint: number;
  readonly overlay: number;
  readonly effort: 'fast' | 'balanced' | 'best';
  readonly maxUses: number | 'unlimited';
  readonly minUses: number;
  readonly spacing: number;
  readonly groupBudget: boolean;
  readonly seed: number;
  readonly quality: number | 'auto';
  /** 0 = one for each core. */
  readonly jobs: number;
  /** Bytes. */
  readonly memory: number;
  readonly score: boolean;
  /** The names that were set and not left at their defaults. Rules that were set end a run that cannot obey them. */
  readonly given: readonly SettingName[];
}

/** The name of a setting. */
export type SettingName = Exclude<keyof Settings, 'given'>;

/** One row of the table. */
export interface Setting {
  readonly name: SettingName;
  readonly kind: Kind<unknown>;
  /** What it is when it is not given; absent, another setting decides. */
  readonly default?: number | string | boolean;
  readonly about: string;
  readonly short?: string;
}

/** The table, in the order of its lists. */
export const SETTINGS: readonly Setting[] = [
  {
    name: 'columns',
    kind: numeric('integer', { min: 1, max: 2000, unit: 'cells', words: ['pixels'] }),
    default: 80,
    about: 'Cells across; "pixels" makes one cell of every pixel of the target. Rows follow from the target.',
  },
  {
    name: 'rows',
    kind: numeric('integer', { max: 20000, unit: 'cells' }),
    default: 0,
    about: 'Cells down; alone it also decides the columns. 0 lets the target decide.',
  },
  {
    name: 'shape',
    kind: RATIO,
    default: '1:1',
    about: 'Width to height of a cell, as 1:1, 3:2 or 4:5.',
  },
  {
    name: 'layout',
    kind: choice('HOW', LAYOUTS),
    default: 'grid',
    about:
      'How cells are arranged: in columns, or as bricks in a wall, every second row shifted by half a cell and closed by half ones.',
  },
  {
    name: 'cell',
    kind: CELL,
    default: 64,
    about: 'Width of a drawn cell: pixels, or a length on paper as 15mm.',
  },
  {
    name: 'size',
    kind: SIZE,
    about:
      'What the mosaic fits into: 60x90cm, 24in (a width), 12000px, A2 or 4k; named ones are turned to suit. Cells are whole pixels, so it is a little smaller. Given with cell it decides the columns.',
  },
  {
    name: 'dpi',
    kind: numeric('integer', { min: 20, max: 2400, unit: 'dots an inch' }),
    default: 200,
    about: 'How lengths on paper become pixels, and what PNG, JPEG and TIFF say of their size.',
  },
  {
    name: 'match',
    kind: choice('HOW', ['pyramid', 'mean']),
    default: 'pyramid',
    about: 'What is compared: a pyramid of colours (mean, quarters, sixteenths), or the mean colour alone.',
  },
  {
    name: 'space',
    kind: choice('SPACE', ['oklab', 'lab', 'srgb']),
    default: 'oklab',
    about: 'Colour space of match mean.',
  },
  {
    name: 'views',
    kind: choice('WHICH', ['all', 'crops', 'mirror', 'whole']),
    default: 'all',
    about: 'Which parts of a photo may stand in a cell: the whole, also 18 crops, also mirror images, or all of these.',
  },
  {
    name: 'mirror',
    kind: FLAG,
    default: true,
    about: 'Photos may be mirrored left to right; not for photos with text.',
  },
  {
    name: 'refine',
    kind: numeric('number', { max: 1, placeholder: 'WEIGHT' }),
    default: 0.1,
    about: 'How much the blurred whole counts beside the single cells; 0 leaves every cell to itself.',
  },
  {
    name: 'tint',
    kind: numeric('number', { min: 1, max: 2, placeholder: 'GAIN' }),
    default: 1,
    about:
      'How much redder, greener or bluer light in a photo may become, or less: 1.15 is good, 1 leaves photos as they are.',
  },
  {
    name: 'overlay',
    kind: numeric('number', { max: 50, unit: 'percent', placeholder: 'PERCENT' }),
    default: 0,
    about: 'How much of the target is blended over the mosaic: likeness that no photo has.',
  },
  {
    name: 'effort',
    kind: choice('HOW', ['balanced', 'fast', 'best']),
    default: 'balanced',
    about: 'How long a better mosaic is sought; best also tries 148 parts of a photo where others try 19.',
  },
  {
    name: 'maxUses',
    kind: numeric('integer', { min: 1, max: 4_000_000, unit: 'times', words: ['unlimited'] }),
    default: 'unlimited',
    about: 'How often a photo may be used.',
  },
  {
    name: 'minUses',
    kind: numeric('integer', { max: 4_000_000, unit: 'times' }),
    default: 0,
    about: 'How often every photo must be used.',
  },
  {
    name: 'spacing',
    kind: numeric('integer', { max: 50, unit: 'cells', placeholder: 'D' }),
    default: 2,
    about: 'No photo repeats within D cells in any direction. Left at its default, it gives way when photos are few.',
  },
  {
    name: 'groupBudget',
    kind: FLAG,
    default: false,
    about:
      'Near-duplicates share one budget of uses, as they share one spacing: all of them together count as one photo.',
  },
  {
    name: 'seed',
    kind: numeric('integer', { max: 4_294_967_295 }),
    default: 1,
    about: 'Decides whatever is left to chance.',
  },
  {
    name: 'quality',
    kind: numeric('integer', { min: 1, max: 100, words: ['auto'] }),
    default: 'auto',
    about: 'Of JPEG, WebP and AVIF; "auto" loses nothing that is seen at the size of a cell.',
  },
  {
    name: 'jobs',
    kind: numeric('integer', { max: 256, unit: 'at a time' }),
    default: 0,
    short: 'j',
    about: 'Photos worked on at a time; 0 suits the machine. The mosaic does not depend on it.',
  },
  {
    name: 'memory',
    kind: bytes(64 * 2 ** 20, 64 * 2 ** 30),
    default: '512M',
    about:
      'Memory for decoding and drawing, as 512M or 1G, over all processes; a photo that needs more is decoded alone, with up to 2G. The search is not held by it. A drawing that is certain to take more than was set is refused.',
  },
  {
    name: 'score',
    kind: FLAG,
    default: false,
    about: 'Score mosaics of more than 50,000 cells too.',
  },
];

/** `maxUses` as the command line has it: `max-uses`. */
export function flagName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
