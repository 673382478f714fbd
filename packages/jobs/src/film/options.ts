import type { Style } from '@tesserae/core/internal';
import { choice, FILE, type Kind, text } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { FORCE, LIBRARY, PLAN, RESUME, TARGET_OF_PLAN, VIDEO } from '../options/rows.js';

/** Pixels of a frame. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** Sizes of frames by name. */
const SIZES: Readonly<Record<string, FrameSize>> = {
  reels: { width: 1080, height: 1920 },
  story: { width: 1080, height: 1920 },
  square: { width: 1080, height: 1080 },
  tv: { width: 1920, height: 1080 },
  '4k': { width: 3840, height: 2160 },
};

const FRAME: Kind<FrameSize> = {
  placeholder: 'SIZE',
  expected: `${Object.keys(SIZES).join(', ')} or pixels as 1280x720`,
  schema: { anyOf: [{ enum: Object.keys(SIZES) }, { type: 'string', pattern: '^[0-9]{1,6}x[0-9]{1,6}$' }] },
  read: (value) => {
    if (typeof value !== 'string') return undefined;
    const [, w, h] = /^(\d{1,6})\s*[x×]\s*(\d{1,6})$/i.exec(value) ?? [];
    const name = value.toLowerCase();
    if (w === undefined) return Object.hasOwn(SIZES, name) ? SIZES[name] : undefined;
    return Number(w) >= 1 && Number(h) >= 1 ? { width: Number(w), height: Number(h) } : undefined;
  },
};

const SECONDS: Kind<number> = {
  placeholder: 'N',
  expected: 'a number as 12',
  schema: { type: 'number', minimum: 0 },
  read: (value) => {
    if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
    const [, digits] = /^\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*s?\s*$/.exec(String(value)) ?? [];
    return digits === undefined ? undefined : Number(digits.replace(',', '.'));
  },
};

const COLOUR: Kind<string> = {
  ...text('COLOUR', 'a colour as "#101014"'),
  schema: { type: 'string', pattern: '^#[0-9a-fA-F]{6}$' },
  read: (value) => (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : undefined),
};

/** The table of `film`. */
export const FILM = table({
  code: 'settings',
  settings: ['quality', 'jobs', 'memory'],
  fields: {
    plan: PLAN,
    output: {
      kind: FILE,
      short: 'o',
      about:
        'Where the film goes. The suffix is the format: .mp4 .webm .gif .webp, or frames/%05d.png for a file a frame.',
    },
    library: LIBRARY,
    target: TARGET_OF_PLAN,
    style: {
      kind: choice<Style>('NAME', ['zoom-in', 'zoom-out', 'disperse', 'assemble', 'reveal', 'morph', 'endless']),
      about:
        'What happens: zoom-in (the default), zoom-out, disperse, assemble, reveal, morph (into the plan of `with`) or endless.',
    },
    script: { kind: FILE, about: 'What happens, as JSON, in place of a style: scenes with keys. See docs/film.md.' },
    with: { kind: text('PLAN', 'the name of a plan'), about: 'The plan that the mosaic becomes in a morph.' },
    landing: {
      kind: text('WHERE'),
      about:
        'Where a zoom goes: a cell as r12c40, a photo by its path or hash, or auto (the default): a good match near the middle.',
    },
    for: {
      kind: FRAME,
      about:
        'Size of the frames: reels and story (1080x1920), square (1080x1080), tv (1920x1080), 4k (3840x2160) or as 1280x720, the default.',
      default: { width: 1280, height: 720 },
    },
    fps: VIDEO.fps,
    seconds: { kind: SECONDS, about: 'How long a style takes; 12 unless told.' },
    encoder: VIDEO.encoder,
    poster: {
      kind: FILE,
      about:
        'Also a picture of the film, as .jpg or .png, in which the mosaic is whole (in an endless film: fills the frame).',
    },
    background: { kind: COLOUR, about: 'What shows beside the mosaic: as #101014, which it is unless told.' },
    force: FORCE,
    resume: RESUME,
  },
});

/** The input of `film`. */
export type FilmInput = InputOf<typeof FILM>;
