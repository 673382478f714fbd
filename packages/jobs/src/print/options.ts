import { MosaicError } from '@tesserae/core/errors';
import { type PictureSize, parseLength, parseSize } from '@tesserae/core/settings';
import { CAPTION, choice, FILE, FLAG, type Kind } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { FORCE, LIBRARY, PLAN, TARGET_OF_PLAN } from '../options/rows.js';

/** A shorter side of paper is a slip of the finger. */
const LEAST_SIDE = 20;

/** A size on paper. */
const PAPER: Kind<PictureSize> = {
  placeholder: 'SIZE',
  expected: `a size on paper, as A2 or 60x90cm, at least ${LEAST_SIDE} mm a side`,
  schema: { type: 'string' },
  read: (value, name) => {
    const size = parseSize(name, value, 'paper');
    const { width, height } = size;
    const isPaper = width.unit === 'mm' && Math.min(width.value, height?.value ?? LEAST_SIDE) >= LEAST_SIDE;
    return isPaper ? size : undefined;
  },
};

/** A paper with both sides. */
const PAGE: Kind<PictureSize> = {
  ...PAPER,
  read: (value, name) => {
    const size = PAPER.read(value, name);
    if (size === undefined || size.height !== undefined) return size;
    const expected = 'a paper with both sides, as A4 or 30x40cm';
    throw new MosaicError('settings', { subject: name, expected, received: `"${value}", which is a width` });
  },
};

/** A length that may be 0, in millimetres. @param most  beyond this, it is a slip of the finger */
function length(most: number): Kind<number> {
  return {
    placeholder: 'LENGTH',
    expected: `a length from 0 to ${most} mm, as 3mm`,
    schema: { type: 'string' },
    read: (value, name) => {
      if (/^\s*0+(\.0*)?\s*(mm|cm|in)?\s*$/.test(String(value))) return 0;
      const { value: millimetres, unit } = parseLength(name, value, '3mm, .5cm or .125in');
      return unit === 'mm' && millimetres <= most ? millimetres : undefined;
    },
  };
}

/** The table of `print`. */
export const PRINT = table({
  code: 'settings',
  settings: ['turn', 'dpi', 'tint', 'overlay', 'quality', 'jobs', 'memory'],
  fields: {
    plan: PLAN,
    output: { kind: FILE, short: 'o', about: 'PDF file to write.' },
    library: LIBRARY,
    target: TARGET_OF_PLAN,
    paper: {
      kind: PAPER,
      about:
        'Size of the finished sheet, without bleed: A0 to A6, letter, 60x90cm, or a width such as 60cm. It is turned as the mosaic lies. By default it is the mosaic itself: at the size that it was made for, or as large as fits on A4.',
    },
    fit: {
      kind: choice('HOW', ['whole', 'fill']),
      about:
        'whole (nothing is cut off, and paper may stay white) or fill (edges may be cut off). A white line no wider than the bleed is always filled.',
      default: 'whole',
    },
    bleed: {
      kind: length(50),
      about: 'How far the picture continues beyond the cut, with its edges mirrored (default 3mm).',
      default: 3,
    },
    border: {
      kind: length(500),
      about: 'White border of the sheet, as 2cm: the mosaic lies inside. In it, nothing is printed beyond the cut.',
    },
    caption: {
      kind: CAPTION,
      about: 'A line of text in the border below the mosaic, such as "Anna & Tom, 2026".',
    },
    noMarks: { kind: FLAG, about: 'Leave out the marks that show where to cut.' },
    pages: {
      kind: PAGE,
      about: 'Make a poster of several pages of this size, such as A4, to cut and glue, with an index page.',
    },
    overlap: { kind: length(200), about: 'Overlap of neighbouring pages (default 10mm).' },
    index: { kind: FLAG, about: 'Add a page with the whole mosaic and the names of its rows and columns.' },
    cards: {
      kind: { ...FILE, placeholder: 'NAMES.csv' },
      about: 'Add a card for each person in this table (name,photo) that says where they are, and an index page.',
    },
    noPicture: { kind: FLAG, about: 'Leave out the mosaic: only the index page and the cards.' },
    icc: {
      kind: FILE,
      about: 'Colour profile of the printing process, added as OutputIntent. The pictures stay sRGB.',
    },
    font: {
      kind: FILE,
      about: 'Font (.ttf or .otf) for the names on cards. The built-in one has Latin, Greek and Cyrillic letters.',
    },
    force: FORCE,
  },
});

/** The input of `print`. Lengths are millimetres. */
export type PrintInput = InputOf<typeof PRINT>;
