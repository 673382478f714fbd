/**
 * Every setting: its range, default, unit and sentence, once. Help texts, the JSON Schema, the documentation's table
 * and `parseSettings` are all made from `SETTINGS`.
 */

import type { Length } from './length.js';
import type { PictureSize } from './size.js';

/** A width and a height that stand in proportion, as the user wrote them. */
export type Ratio = readonly [w: number, h: number];

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
  /**
   * `integer` and `number` have a range; `ratio` is W:H; `length` is pixels or a length with its unit, `size` one or
   * two of them or a paper's name; `bytes` a size with K, M or G; `choice` is one of `words`.
   */
  readonly kind: 'integer' | 'number' | 'ratio' | 'length' | 'size' | 'bytes' | 'choice' | 'flag';
  readonly min: number;
  readonly max: number;
  /** Words taken instead of a number, or the words to choose from. */
  readonly words: readonly string[];
  /** What it is when it is not given; a number below `min` leaves the decision to another setting. */
  readonly default: number | string | boolean;
  /** What stands for the value in a list of the settings. */
  readonly placeholder: string;
  readonly unit: string;
  readonly about: string;
  readonly short?: string;
}

const NUMBER = { kind: 'integer', min: 0, words: [], placeholder: 'N', unit: '' } as const;
const CHOICE = { kind: 'choice', min: 0, max: 0, unit: '' } as const;

/** The table, in the order of its lists. */
export const SETTINGS: readonly Setting[] = [
  {
    ...NUMBER,
    name: 'columns',
    min: 1,
    max: 2000,
    words: ['pixels'],
    default: 80,
    unit: 'cells',
    about: 'Cells across; "pixels" makes one cell of every pixel of the target. Rows follow from the target.',
  },
  {
    ...NUMBER,
    name: 'rows',
    max: 20000,
    default: 0,
    unit: 'cells',
    about: 'Cells down; alone it also decides the columns. 0 lets the target decide.',
  },
  {
    ...NUMBER,
    name: 'shape',
    kind: 'ratio',
    min: 0.05,
    max: 20,
    default: '1:1',
    placeholder: 'W:H',
    about: 'Width to height of a cell, as 1:1, 3:2 or 4:5.',
  },
  {
    ...CHOICE,
    name: 'layout',
    words: ['grid', 'brick'],
    default: 'grid',
    placeholder: 'HOW',
    about:
      'How cells are arranged: in columns, or as bricks in a wall, every second row shifted by half a cell and closed by half ones.',
  },
  {
    ...NUMBER,
    name: 'cell',
    kind: 'length',
    min: 1,
    max: 4000,
    default: 64,
    placeholder: 'LENGTH',
    unit: 'pixels',
    about: 'Width of a drawn cell: pixels, or a length on paper as 15mm.',
  },
  {
    ...NUMBER,
    name: 'size',
    kind: 'size',
    min: 1,
    max: 1_000_000,
    default: 0,
    placeholder: 'SIZE',
    unit: 'pixels',
    about:
      'What the mosaic fits into: 60x90cm, 24in (a width), 12000px, A2 or 4k; named ones are turned to suit. Cells are whole pixels, so it is a little smaller. Given with cell it decides the columns.',
  },
  {
    ...NUMBER,
    name: 'dpi',
    min: 20,
    max: 2400,
    default: 200,
    unit: 'dots an inch',
    about: 'How lengths on paper become pixels, and what PNG, JPEG and TIFF say of their size.',
  },
  {
    ...CHOICE,
    name: 'match',
    words: ['pyramid', 'mean'],
    default: 'pyramid',
    placeholder: 'HOW',
    about: 'What is compared: a pyramid of colours (mean, quarters, sixteenths), or the mean colour alone.',
  },
  {
    ...CHOICE,
    name: 'space',
    words: ['oklab', 'lab', 'srgb'],
    default: 'oklab',
    placeholder: 'SPACE',
    about: 'Colour space of match mean.',
  },
  {
    ...CHOICE,
    name: 'views',
    words: ['all', 'crops', 'mirror', 'whole'],
    default: 'all',
    placeholder: 'WHICH',
    about: 'Which parts of a photo may stand in a cell: the whole, also 18 crops, also mirror images, or all of these.',
  },
  {
    ...NUMBER,
    name: 'mirror',
    kind: 'flag',
    max: 0,
    default: true,
    placeholder: '',
    about: 'Photos may be mirrored left to right; not for photos with text.',
  },
  {
    ...NUMBER,
    name: 'refine',
    kind: 'number',
    max: 1,
    default: 0.1,
    placeholder: 'WEIGHT',
    about: 'How much the blurred whole counts beside the single cells; 0 leaves every cell to itself.',
  },
  {
    ...NUMBER,
    name: 'tint',
    kind: 'number',
    min: 1,
    max: 2,
    default: 1,
    placeholder: 'GAIN',
    about:
      'How much redder, greener or bluer light in a photo may become, or less: 1.15 is good, 1 leaves photos as they are.',
  },
  {
    ...NUMBER,
    name: 'overlay',
    kind: 'number',
    max: 50,
    default: 0,
    placeholder: 'PERCENT',
    unit: 'percent',
    about: 'How much of the target is blended over the mosaic: likeness that no photo has.',
  },
  {
    ...CHOICE,
    name: 'effort',
    words: ['balanced', 'fast', 'best'],
    default: 'balanced',
    placeholder: 'HOW',
    about: 'How long a better mosaic is sought; best also tries 148 parts of a photo where others try 19.',
  },
  {
    ...NUMBER,
    name: 'maxUses',
    min: 1,
    max: 4_000_000,
    words: ['unlimited'],
    default: 'unlimited',
    unit: 'times',
    about: 'How often a photo may be used.',
  },
  {
    ...NUMBER,
    name: 'minUses',
    max: 4_000_000,
    default: 0,
    unit: 'times',
    about: 'How often every photo must be used.',
  },
  {
    ...NUMBER,
    name: 'spacing',
    max: 50,
    default: 2,
    placeholder: 'D',
    unit: 'cells',
    about: 'No photo repeats within D cells in any direction. Left at its default, it gives way when photos are few.',
  },
  {
    ...NUMBER,
    name: 'groupBudget',
    kind: 'flag',
    max: 0,
    default: false,
    placeholder: '',
    about:
      'Near-duplicates share one budget of uses, as they share one spacing: all of them together count as one photo.',
  },
  { ...NUMBER, name: 'seed', max: 4_294_967_295, default: 1, about: 'Decides whatever is left to chance.' },
  {
    ...NUMBER,
    name: 'quality',
    min: 1,
    max: 100,
    words: ['auto'],
    default: 'auto',
    about: 'Of JPEG, WebP and AVIF; "auto" loses nothing that is seen at the size of a cell.',
  },
  {
    ...NUMBER,
    name: 'jobs',
    short: 'j',
    max: 256,
    default: 0,
    unit: 'at a time',
    about: 'Photos worked on at a time; 0 suits the machine. The mosaic does not depend on it.',
  },
  {
    ...NUMBER,
    name: 'memory',
    kind: 'bytes',
    min: 64 * 2 ** 20,
    max: 64 * 2 ** 30,
    default: '512M',
    placeholder: 'SIZE',
    about:
      'Memory for decoding and drawing, as 512M or 1G, over all processes; a photo that needs more is decoded alone, with up to 2G. The search is not held by it. A drawing that is certain to take more than was set is refused.',
  },
  {
    ...NUMBER,
    name: 'score',
    kind: 'flag',
    max: 0,
    default: false,
    placeholder: '',
    about: 'Score mosaics of more than 50,000 cells too.',
  },
];

/** `maxUses` as the command line has it: `max-uses`. */
export function flagName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
