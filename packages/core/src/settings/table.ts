/**
 * Every setting: its range, default, unit and sentence, once. Help texts, the JSON Schema, the documentation's table
 * and `parseSettings` are all made from `SETTINGS`.
 */

import { bytes, CELL, choice, FLAG, type Kind, LAYOUTS, numeric, RATIO, type Ratio, SIZE } from './kinds.js';
import type { Length } from './length.js';
import { LOOKS, type Look } from './looks.js';
import type { PictureSize } from './size.js';

/** Settings after parsing: complete and in range. */
export interface Settings {
  /** What the other settings are that were not given. */
  readonly look: Look;
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
  /** Whether sizes turn with the picture. */
  readonly turn: boolean;
  /** Dots an inch. */
  readonly dpi: number;
  readonly match: 'mean' | 'multiscale';
  readonly space: 'srgb' | 'lab' | 'oklab';
  readonly views: 'parts' | 'whole' | 'mirror' | 'crops' | 'all';
  readonly show: 'part' | 'most' | 'whole';
  readonly mirror: boolean;
  /** How photos are matched and drawn. It is not called `photos`, as the photos themselves are. */
  readonly photosLook: 'colour' | 'bw' | 'sepia';
  readonly detail: number;
  readonly variety: number;
  readonly refine: boolean;
  /** `auto`: the least that is enough. */
  readonly tint: number | 'auto';
  readonly overlay: number;
  readonly effort: 'fast' | 'balanced' | 'best';
  readonly maxUses: number | 'unlimited';
  readonly minUses: number | 'soft';
  readonly spacing: number | 'auto';
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

/**
 * Settings as a program writes them: what is absent has its default. Numbers of `cell` and `size` are pixels, texts have
 * a unit, as `15mm` or `60x90cm`. Settings that were parsed are such, too.
 */
export interface SettingsInput extends Partial<Omit<Settings, 'shape' | 'cell' | 'size' | 'memory'>> {
  readonly shape?: Ratio | `${number}:${number}`;
  readonly cell?: Length | number | string;
  readonly size?: PictureSize | number | string;
  /** Bytes, or a text as `512M`. */
  readonly memory?: number | string;
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
    name: 'look',
    kind: choice('LOOK', Object.keys(LOOKS)),
    default: 'balanced',
    about:
      'A set of settings: balanced (the defaults), closest (to the target, photos tinted a little), whole-photos (uncropped as far as cells allow), everyone (as many different photos as there are cells for), or print (fewer, larger photos, for paper). Other flags win.',
  },
  {
    name: 'columns',
    kind: numeric('integer', { min: 1, max: 2000, unit: 'cells', words: ['pixels'] }),
    default: 80,
    about:
      'Number of cells across. "pixels" makes one cell for each pixel of the target. The rows follow from the target.',
  },
  {
    name: 'rows',
    kind: numeric('integer', { max: 20000, unit: 'cells' }),
    default: 0,
    about: 'Number of cells down. Without columns, it decides them, too. 0 lets the target decide.',
  },
  {
    name: 'shape',
    kind: RATIO,
    default: '1:1',
    about: 'Width to height of a cell, such as 1:1, 3:2 or 4:5.',
  },
  {
    name: 'layout',
    kind: choice('HOW', LAYOUTS),
    default: 'grid',
    about:
      'How cells are arranged: grid (rows and columns), or brick (every second row is shifted by half a cell, and begins and ends with a half one).',
  },
  {
    name: 'cell',
    kind: CELL,
    default: 64,
    about: 'Width of a drawn cell: pixels, or a length on paper such as 15mm.',
  },
  {
    name: 'size',
    kind: SIZE,
    about:
      'Size that the mosaic fits into: 60x90cm, 24in (a width), 12000px, A2 or 4k. It is turned as the picture lies. Cells are whole pixels, so the mosaic is a little smaller. Together with cell, it decides the columns.',
  },
  {
    name: 'turn',
    kind: FLAG,
    default: true,
    about: 'Whether a size or paper is turned so that its longer side lies as that of the picture does.',
  },
  {
    name: 'dpi',
    kind: numeric('integer', { min: 20, max: 2400, unit: 'dots an inch' }),
    default: 200,
    about: 'Resolution at which lengths on paper become pixels. It is also written into PNG, JPEG and TIFF files.',
  },
  {
    name: 'match',
    kind: choice('HOW', ['multiscale', 'mean']),
    default: 'multiscale',
    about: 'What is compared: the picture at several scales, or only the mean colour of each cell.',
  },
  {
    name: 'space',
    kind: choice('SPACE', ['oklab', 'lab', 'srgb']),
    default: 'oklab',
    about: 'Colour space in which match mean compares.',
  },
  {
    name: 'views',
    kind: choice('WHICH', ['parts', 'whole', 'mirror', 'crops', 'all']),
    default: 'parts',
    about:
      'Which parts of a photo may fill a cell: parts (as show says); or a fixed set: whole (the largest part in its middle), mirror (also its mirror image), crops (whole and 18 smaller ones), all (crops and their mirror images).',
  },
  {
    name: 'show',
    kind: choice('HOW-MUCH', ['part', 'most', 'whole']),
    default: 'part',
    about:
      'How much of each photo is shown at least: part (40 % of the largest part of the shape of a cell; small parts only where they gain much), most (66 %) or whole (100 %). The more is shown, the less likeness.',
  },
  {
    name: 'mirror',
    kind: FLAG,
    default: false,
    about: 'Whether photos may be mirrored left to right: a little more likeness, but text in photos reads backwards.',
  },
  {
    name: 'photosLook',
    kind: choice('LOOK', ['colour', 'bw', 'sepia']),
    default: 'colour',
    about: 'How photos are matched and drawn: in colour, bw (black and white) or sepia.',
  },
  {
    name: 'detail',
    kind: numeric('number', { max: 100 }),
    default: 65,
    about: 'What likeness means: 0 prefers exact colours from afar, 100 prefers contours such as eyes and mouths.',
  },
  {
    name: 'variety',
    kind: numeric('number', { max: 100 }),
    default: 50,
    about:
      'How much photos that repeat keep away from each other, and how evenly all are used. 0 only keeps the spacing. More variety is a little less likeness.',
  },
  {
    name: 'refine',
    kind: FLAG,
    default: true,
    about: 'Whether cells are chosen as parts of the whole picture. If not, every cell is chosen by itself.',
  },
  {
    name: 'tint',
    kind: numeric('number', { min: 1, max: 2, words: ['auto'], placeholder: 'GAIN' }),
    default: 1,
    about:
      'How much photos may be recoloured: the largest factor by which their red, green or blue is raised or lowered. 1 leaves photos as they are. "auto" takes the least, of at most 1.3, with which colours look right from afar (a far ΔE of about 2), or nearly as close as 1.3 brings them.',
  },
  {
    name: 'overlay',
    kind: numeric('number', { max: 50, unit: 'percent', placeholder: 'PERCENT' }),
    default: 0,
    about: 'Opacity of the target over the mosaic. The likeness gained does not come from the photos.',
  },
  {
    name: 'effort',
    kind: choice('HOW', ['balanced', 'fast', 'best']),
    default: 'balanced',
    about: 'How long to search for a better mosaic. The greater the effort, the more parts of each photo are tried.',
  },
  {
    name: 'maxUses',
    kind: numeric('integer', { min: 1, max: 4_000_000, unit: 'times', words: ['unlimited'] }),
    default: 'unlimited',
    about: 'How often each photo may be used at most.',
  },
  {
    name: 'minUses',
    kind: numeric('integer', { max: 4_000_000, unit: 'times', words: ['soft'] }),
    default: 0,
    about: 'How often each photo must be used at least. "soft" uses as many photos as there are cells for.',
  },
  {
    name: 'spacing',
    kind: numeric('integer', { max: 50, unit: 'cells', words: ['auto'], placeholder: 'D' }),
    default: 'auto',
    about:
      'No photo repeats within D cells in any direction. "auto" is 3 for most collections: more for very many photos, less where too few suit the target.',
  },
  {
    name: 'groupBudget',
    kind: FLAG,
    default: false,
    about: 'Near-duplicates share one limit of uses, as they share the spacing: together they count as one photo.',
  },
  {
    name: 'seed',
    kind: numeric('integer', { max: 4_294_967_295 }),
    default: 1,
    about: 'Seed of all random choices. The same seed gives the same mosaic.',
  },
  {
    name: 'quality',
    kind: numeric('integer', { min: 1, max: 100, words: ['auto'] }),
    default: 'auto',
    about: 'Quality of JPEG, WebP and AVIF. "auto" loses nothing that is visible at the size of a cell.',
  },
  {
    name: 'jobs',
    kind: numeric('integer', { max: 256, unit: 'at a time' }),
    default: 0,
    short: 'j',
    about: 'Number of photos to work on at the same time. 0 suits the machine. The mosaic does not depend on it.',
  },
  {
    name: 'memory',
    kind: bytes(64 * 2 ** 20, 64 * 2 ** 30),
    default: '512M',
    about:
      'Memory for decoding and drawing, such as 512M or 1G, over all processes. A photo that needs more is decoded alone, with up to 2G. The search may take more. If you set it, a drawing that is certain to need more is refused.',
  },
  {
    name: 'score',
    kind: FLAG,
    default: false,
    about: 'Also score mosaics of more than 50,000 cells.',
  },
];

/** `maxUses` as the command line has it: `max-uses`. */
export function flagName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
