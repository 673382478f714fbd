import type { Fit, Style } from '@tesserae/core/internal';
import { CAPTION, choice, FILE, type Kind, text } from '../options/kinds.js';
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
        'File to write. The suffix sets the format: .mp4, .webm, .gif or .webp; frames/%05d.png writes a file for each frame.',
    },
    library: LIBRARY,
    target: TARGET_OF_PLAN,
    style: {
      kind: choice<Style>('NAME', ['zoom-in', 'zoom-out', 'disperse', 'assemble', 'reveal', 'morph', 'endless']),
      about:
        'What the film shows: zoom-in (the default), zoom-out, disperse, assemble, reveal, morph (into the plan of `with`) or endless.',
    },
    script: { kind: FILE, about: 'A JSON file that describes the film, in place of a style. See docs/film.md.' },
    with: { kind: text('PLAN', 'the name of a plan'), about: 'The plan of the mosaic that a morph ends in.' },
    landing: {
      kind: text('WHERE'),
      about:
        'Where a zoom goes: a cell such as r12c40, a photo by its path or hash, or auto (the default: a good match near the middle).',
    },
    for: {
      kind: FRAME,
      about:
        'Size of the frames: reels and story (1080x1920), square (1080x1080), tv (1920x1080), 4k (3840x2160), or pixels such as 1280x720, the default.',
      default: { width: 1280, height: 720 },
    },
    fit: {
      kind: choice<Fit>('HOW', ['contain', 'cover', 'blur']),
      about:
        'How the whole mosaic lies in a frame of another shape: contain (all of it, on the background; the default), cover (it fills the frame, and is cut off) or blur (all of it, on the blurred mosaic).',
    },
    title: { kind: CAPTION, about: 'A text over the first three seconds, such as "Anna & Tom".' },
    end: { kind: CAPTION, about: 'A text over the last three seconds, in which the film goes dark.' },
    fps: VIDEO.fps,
    seconds: { kind: SECONDS, about: 'Length of the film, if it has a style (default 12).' },
    audio: {
      kind: FILE,
      about:
        'Music or speech for the film (.mp4, .webm): MP3, AAC, Opus, Vorbis, WAV or FLAC. It is copied where the film can hold it, else encoded by ffmpeg. What is longer than the film is cut off.',
    },
    encoder: VIDEO.encoder,
    poster: {
      kind: FILE,
      about:
        'Also write a still, as .jpg or .png: a frame that shows the whole mosaic (in an endless film: one that the mosaic fills).',
    },
    background: { kind: COLOUR, about: 'Colour around the mosaic (default #101014).' },
    force: FORCE,
    resume: RESUME,
  },
});

/** The input of `film`. */
export type FilmInput = InputOf<typeof FILM>;
