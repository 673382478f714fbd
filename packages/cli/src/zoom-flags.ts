/** The flags of `zoom` alone. */

import type { Flag } from './flag.js';

/** In the order of `--help`. */
export const ZOOM_FLAGS: readonly Flag[] = [
  {
    name: 'singleFile',
    about: 'One page with everything in it, in place of a folder. How large it will be is said beforehand.',
    commands: ['zoom'],
  },
  {
    name: 'photoSize',
    placeholder: 'PX',
    about: 'Longer side of the photos behind the cells, encoded anew; 512 unless told, 0 leaves them out.',
    commands: ['zoom'],
  },
  {
    name: 'tell',
    placeholder: 'LEVEL',
    about:
      'What the page tells of photos: ids (numbers; the default), captions (names without folders, dates), full (paths).',
    commands: ['zoom'],
  },
  {
    name: 'withoutTarget',
    about: 'The target is not in the page: nothing fades in.',
    commands: ['zoom'],
  },
  {
    name: 'title',
    placeholder: 'TEXT',
    about: 'What the page is called; "Photo mosaic" unless told.',
    commands: ['zoom'],
  },
  {
    name: 'url',
    placeholder: 'URL',
    about: 'Where the folder will stand on the web. IIIF viewers need to know; the page itself works anywhere.',
    commands: ['zoom'],
  },
];
