/** The flags of `film` alone. */

import type { Flag } from './flag.js';

/** In the order of `--help`. */
export const FILM_FLAGS: readonly Flag[] = [
  {
    name: 'style',
    placeholder: 'NAME',
    about: 'What happens: zoom-in (the default), zoom-out, disperse, assemble, reveal, morph (with --with) or endless.',
    commands: ['film'],
  },
  {
    name: 'script',
    placeholder: 'FILE',
    about: 'What happens, as JSON, in place of a style: scenes with keys. See docs/film.md.',
    commands: ['film'],
  },
  { name: 'with', placeholder: 'PLAN', about: 'The plan that the mosaic becomes in a morph.', commands: ['film'] },
  {
    name: 'landing',
    placeholder: 'WHERE',
    about:
      'Where a zoom goes: a cell as r12c40, a photo by its path or hash, or auto (the default): a good match near the middle.',
    commands: ['film'],
  },
  {
    name: 'for',
    placeholder: 'SIZE',
    about:
      'Size of the frames: reels and story (1080x1920), square (1080x1080), tv (1920x1080), 4k (3840x2160) or as 1280x720, the default.',
    commands: ['film'],
  },
  { name: 'fps', placeholder: 'N', about: 'Frames a second; 30 unless told.', commands: ['film'] },
  { name: 'seconds', placeholder: 'N', about: 'How long a style takes; 12 unless told.', commands: ['film'] },
  {
    name: 'encoder',
    placeholder: 'NAME',
    about:
      'Who encodes: wasm (built in, the same bytes in every run), native (WebCodecs, if installed), ffmpeg, or auto (the default): built in where it can.',
    commands: ['film'],
  },
  {
    name: 'poster',
    placeholder: 'FILE',
    about:
      'Also a picture of the film, as .jpg or .png, in which the mosaic is whole (in an endless film: fills the frame).',
    commands: ['film'],
  },
  {
    name: 'background',
    placeholder: 'COLOUR',
    about: 'What shows beside the mosaic: as #101014, which it is unless told.',
    commands: ['film'],
  },
];
