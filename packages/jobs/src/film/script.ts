/** What happens in a film: the script of a style, or one in a file. */

import { MosaicError, parseScript, type Script, styleScript } from '@tesserae/core';
import { withFields } from '@tesserae/core/internal';
import { fitsFrame, lackingLetters } from '@tesserae/node/internal';
import { jsonIn, readText } from '../files/read-text.js';
import type { FilmInput, FrameSize } from './options.js';

/** A script, and what it asks for. */
export type FilmScript = Awaited<ReturnType<typeof filmScript>>;

/** Seconds that a style takes unless told. */
const SECONDS = 12;

/**
 * The script that an input asks for.
 *
 * @throws MosaicError `settings` for seconds out of their range, `usage` for fields that do not go together, `not-a-script`
 *         naming the path of the fault, `not-found` and `unreadable` for the script's file
 */
export async function filmScript(input: FilmInput) {
  const { script: path, style, seconds, background, fit, title, end } = input;
  if (path !== undefined && (style !== undefined || seconds !== undefined)) {
    const name = style === undefined ? 'seconds' : 'style';
    throw needless(name, 'given beside a script, which says what happens, and how long');
  }
  // with a second plan, the film is a morph
  const named = style ?? (input.with === undefined ? 'zoom-in' : 'morph');
  const script = path === undefined ? styleScript(named, seconds ?? SECONDS) : await readScript(path);
  const shows = shownBy(script);
  requireAgreement(input, script, shows);
  const titles = { title: title ?? script.title, end: end ?? script.end };
  await checkTitles(titles, input.for);
  return {
    script: { ...script, ...titles, background: background ?? script.background, fit: fit ?? script.fit },
    // null if the script is a file
    style: path === undefined ? named : null,
    shows,
    // of an endless scene; 0 if there is none
    mosaics: script.scenes.find(({ endless }) => endless)?.endless?.mosaics ?? 0,
  };
}

/** Fields that are about what the script does not do, and what it cannot do without. */
function requireAgreement(
  { landing, with: other, fit }: FilmInput,
  { scenes }: Script,
  shows: ReturnType<typeof shownBy>,
): void {
  if (landing !== undefined && !shows.landing) throw needless('landing', 'given for a film that zooms nowhere');
  if (other !== undefined && !shows.other) throw needless('with', 'given for a film that is no morph');
  if (fit !== undefined && scenes.every(({ endless }) => endless)) {
    throw needless('fit', 'given for an endless film, whose mosaics fill the frame');
  }
  if (other !== undefined || !shows.other) return;
  const wanted = { expected: 'the second plan of a morph', received: 'nothing' };
  throw new MosaicError('usage', { subject: 'with', ...wanted, waysOut: [{ give: 'with' }] });
}

/** Makes sure that the texts can be read: in our font, and not too long. */
async function checkTitles(
  titles: { readonly title: string | undefined; readonly end: string | undefined },
  frame: FrameSize,
): Promise<void> {
  for (const [subject, text] of Object.entries(titles)) {
    if (text === undefined) continue;
    const lacking = await lackingLetters([text], undefined);
    if (lacking) {
      const received = lacking.letters.slice(0, 5).join(' ');
      throw new MosaicError('settings', { subject, expected: 'Latin, Greek or Cyrillic letters', received });
    }
    if (await fitsFrame(text, frame)) continue;
    const expected = `a text that can be read in a frame of ${frame.width}×${frame.height} px`;
    throw new MosaicError('settings', { subject, expected, received: `${text.length} letters` });
  }
}

function needless(subject: string, received: string): MosaicError {
  return new MosaicError('usage', { subject, received, waysOut: [{ omit: subject }] });
}

/** What of the plan's surroundings it shows. */
function shownBy({ scenes }: Script) {
  return {
    landing: scenes.some(({ camera, endless }) => endless || camera?.some(({ look }) => look === 'landing')),
    target: scenes.some(({ target, endless }) => endless || target?.some(({ value }) => value > 0)),
    other: scenes.some(({ morph }) => morph?.some(({ value }) => value > 0)),
  };
}

async function readScript(path: string): Promise<Script> {
  const json = jsonIn(await readText(path), path, 'not-a-script');
  try {
    return parseScript(json);
  } catch (error) {
    throw error instanceof MosaicError ? withFields(error, { file: path }) : error;
  }
}
