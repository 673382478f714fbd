import { choice, FILE, FLAG, type Kind, text, whole } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { FORCE, LEVELS, LIBRARY, PLAN, RESUME, TARGET_OF_PLAN } from '../options/rows.js';

/** Pixels of a photo's file: below, nothing is seen; beyond, it is the collection that is shared. */
const LEAST_PHOTO = 32;
const MOST_PHOTO = 4096;

const PHOTO_SIZE: Kind<number> = {
  ...whole('PX', { min: 0, max: MOST_PHOTO, expected: `0 (no photos) or ${LEAST_PHOTO} to ${MOST_PHOTO} pixels` }),
  read: (value, name) => {
    const side = whole('PX', { min: 0, max: MOST_PHOTO }).read(value, name);
    return side !== undefined && side > 0 && side < LEAST_PHOTO ? undefined : side;
  },
};

const TITLE: Kind<string> = {
  ...text('TEXT', 'some words'),
  read: (value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined),
};

/** An address, without the slashes at its end. */
const ADDRESS: Kind<string> = {
  ...text('URL', 'an address that begins with https:// or http://'),
  read: (value) =>
    typeof value === 'string' && /^https?:\/\/[^\s?#"<>]+$/.test(value) ? value.replace(/\/+$/, '') : undefined,
};

/** The table of `zoom`. */
export const ZOOM = table({
  settings: ['cell', 'size', 'turn', 'dpi', 'quality', 'jobs', 'memory'],
  fields: {
    plan: PLAN,
    output: {
      kind: { ...FILE, placeholder: 'DIR' },
      short: 'o',
      about: 'New folder to write; a name in .html for a single file.',
    },
    library: LIBRARY,
    target: TARGET_OF_PLAN,
    singleFile: {
      kind: FLAG,
      about: 'Write one page with everything in it, instead of a folder. Its expected size is printed first.',
    },
    photoSize: {
      kind: PHOTO_SIZE,
      about: 'Longer side of the photos in the page, in pixels (default 512). 0 leaves them out.',
      default: 512,
    },
    tell: {
      kind: choice('LEVEL', LEVELS),
      about:
        'What the page says about photos: ids (numbers; the default), captions (names without folders, dates) or full (paths).',
      default: 'ids',
    },
    withoutTarget: { kind: FLAG, about: 'Leave the target out of the page. Nothing can then be faded in.' },
    title: { kind: TITLE, about: 'Title of the page (default "Photo mosaic").', default: 'Photo mosaic' },
    url: {
      kind: ADDRESS,
      about: 'Address that the folder will have on the web. IIIF viewers need it; the page itself works anywhere.',
    },
    force: FORCE,
    resume: RESUME,
  },
});

/** The input of `zoom`. */
export type ZoomInput = InputOf<typeof ZOOM>;
