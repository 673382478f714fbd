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
  settings: ['cell', 'size', 'dpi', 'quality', 'jobs', 'memory'],
  fields: {
    plan: PLAN,
    output: {
      kind: { ...FILE, placeholder: 'DIR' },
      short: 'o',
      about: 'The folder to write, which is not there yet; a .html for a single file.',
    },
    library: LIBRARY,
    target: TARGET_OF_PLAN,
    singleFile: {
      kind: FLAG,
      about: 'One page with everything in it, in place of a folder. How large it will be is said beforehand.',
    },
    photoSize: {
      kind: PHOTO_SIZE,
      about: 'Longer side of the photos behind the cells, encoded anew; 512 unless told, 0 leaves them out.',
      default: 512,
    },
    tell: {
      kind: choice('LEVEL', LEVELS),
      about:
        'What the page tells of photos: ids (numbers; the default), captions (names without folders, dates), full (paths).',
      default: 'ids',
    },
    withoutTarget: { kind: FLAG, about: 'The target is not in the page: nothing fades in.' },
    title: { kind: TITLE, about: 'What the page is called; "Photo mosaic" unless told.', default: 'Photo mosaic' },
    url: {
      kind: ADDRESS,
      about: 'Where the folder will stand on the web. IIIF viewers need to know; the page itself works anywhere.',
    },
    force: FORCE,
    resume: RESUME,
  },
});

/** The input of `zoom`. */
export type ZoomInput = InputOf<typeof ZOOM>;
