/** What is wished for a film on the command line, read and checked before any work. */

import { MosaicError, parseScript, type Script, STYLES, type Style, styleScript, withFields } from '@tesserae/core';
import { readText } from '@tesserae/jobs/internal';
import { FILM_ENCODERS, type FilmEncoder } from '@tesserae/node';
import type { Flags } from './flags.js';

/** A wish for a film. */
export interface FilmWish {
  readonly script: Script;
  /** Undefined if the script is a file. */
  readonly style: Style | undefined;
  readonly frame: { readonly width: number; readonly height: number; readonly fps: number };
  readonly encoder: FilmEncoder;
  /** What of the plan's surroundings the script shows. */
  readonly shows: { readonly landing: boolean; readonly target: boolean; readonly other: boolean };
  /** Mosaics of an endless scene; 0 if there is none. */
  readonly endless: number;
}

const SECONDS = 12;
const FPS = 30;

/** Sizes of frames by name, in pixels. */
const SIZES: Readonly<Record<string, readonly [width: number, height: number]>> = {
  reels: [1080, 1920],
  story: [1080, 1920],
  square: [1080, 1080],
  tv: [1920, 1080],
  '4k': [3840, 2160],
};
const SIZE = '1280x720';

/**
 * Reads the wish, and the script if there is one.
 *
 * @throws MosaicError `settings` for what is out of its range, `usage` for flags that do not go together, `not-a-script`
 *         naming the path of the fault, `not-found` and `unreadable` for the script's file
 */
export async function filmWish(flags: Flags): Promise<FilmWish> {
  const { script: path, style, seconds } = flags;
  if (path !== undefined && (style !== undefined || seconds !== undefined)) {
    const other = style === undefined ? 'seconds' : 'style';
    throw new MosaicError('usage', `--${other}: the script says what happens, and how long. Leave out one of them.`);
  }
  const named = path === undefined ? styleOf(flags) : undefined;
  const script = named === undefined ? await readScript(String(path)) : styleScript(named, secondsOf(seconds));
  const encoder = FILM_ENCODERS.find((name) => name === (flags.encoder ?? 'auto'));
  if (encoder === undefined) {
    throw new MosaicError('settings', `encoder: expected ${FILM_ENCODERS.join(' or ')}, received "${flags.encoder}".`);
  }
  const shows = shownBy(script);
  requireAgreement(flags, shows);
  const background = flags.background === undefined ? script.background : colourOf(flags.background);
  return {
    script: { ...script, background },
    style: named,
    frame: { ...sizeOf(flags.for ?? SIZE), fps: fpsOf(flags.fps) },
    encoder,
    shows,
    endless: script.scenes.find((scene) => scene.endless)?.endless?.mosaics ?? 0,
  };
}

/** Flags that are about what the script does not do, and what it cannot do without. */
function requireAgreement({ landing, with: other }: Flags, shows: FilmWish['shows']): void {
  if (landing !== undefined && !shows.landing) {
    throw new MosaicError('usage', '--landing: is where a zoom goes, and this film has none. Leave it out.');
  }
  if (other !== undefined && !shows.other) {
    throw new MosaicError(
      'usage',
      '--with: is what the mosaic becomes in a morph, and this film has none. Leave it out.',
    );
  }
  if (other === undefined && shows.other) {
    throw new MosaicError('usage', 'with: a morph needs a second plan. Name it, as --with other.plan.json.');
  }
}

function shownBy({ scenes }: Script): FilmWish['shows'] {
  return {
    landing: scenes.some(({ camera, endless }) => endless || camera?.some(({ look }) => look === 'landing')),
    target: scenes.some(({ target, endless }) => endless || target?.some(({ value }) => value > 0)),
    other: scenes.some(({ morph }) => morph?.some(({ value }) => value > 0)),
  };
}

/** With a second plan, the film is a morph. */
function styleOf({ style, with: other }: Flags): Style {
  const wanted = style ?? (other === undefined ? 'zoom-in' : 'morph');
  const found = STYLES.find((name) => name === wanted);
  if (found !== undefined) return found;
  throw new MosaicError('settings', `style: expected ${STYLES.join(', ')}, received "${style}".`);
}

function secondsOf(text: string | undefined): number {
  if (text === undefined) return SECONDS;
  const seconds = /^\s*(\d+([.,]\d+)?|[.,]\d+)\s*s?\s*$/.test(text)
    ? Number(text.replace(',', '.').replace('s', ''))
    : Number.NaN;
  if (Number.isNaN(seconds)) throw new MosaicError('settings', `seconds: expected a number as 12, received "${text}".`);
  return seconds;
}

/** More is refused by each format for itself. */
function fpsOf(text: string | undefined): number {
  if (text === undefined) return FPS;
  const fps = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (fps >= 1) return fps;
  throw new MosaicError('settings', `fps: expected a whole number as 30 or 60, received "${text}".`);
}

function sizeOf(text: string): { readonly width: number; readonly height: number } {
  const [, w, h] = /^(\d{1,6})\s*[x×]\s*(\d{1,6})$/i.exec(text) ?? [];
  const name = text.toLowerCase();
  const named = Object.hasOwn(SIZES, name) ? SIZES[name] : [0, 0];
  const [width, height] = w === undefined ? named : [Number(w), Number(h)];
  if (width >= 1 && height >= 1) return { width, height };
  const names = Object.keys(SIZES).join(', ');
  throw new MosaicError('settings', `for: expected ${names} or pixels as ${SIZE}, received "${text}".`);
}

function colourOf(text: string): string {
  if (/^#[0-9a-f]{6}$/i.test(text)) return text;
  throw new MosaicError('settings', `background: expected a colour as "#101014", received "${text}".`);
}

async function readScript(path: string): Promise<Script> {
  const text = await readText(path);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const facts = { file: path, expected: 'JSON', received: 'something else' };
    throw new MosaicError('not-a-script', { ...facts, waysOut: [{ do: 'check-json' }] }, cause);
  }
  try {
    return parseScript(json);
  } catch (error) {
    if (!(error instanceof MosaicError)) throw error;
    throw withFields(error, { file: path });
  }
}
