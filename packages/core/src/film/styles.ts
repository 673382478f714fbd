/** The presets: whole films in a word. Each is a script, and begins and ends with a moment of rest. */

import { MosaicError } from '../errors.js';
import { BACKGROUND, type CameraKey, type NumberKey, SCRIPT_VERSION, type Scene, type Script } from './script.js';
import { SECONDS } from './script-format.js';

/** The names of the presets. */
export const STYLES = ['zoom-in', 'zoom-out', 'disperse', 'assemble', 'reveal', 'morph', 'endless'] as const;

/** One of `STYLES`. */
export type Style = (typeof STYLES)[number];

/** Through so many mosaics an endless zoom goes: in twelve seconds it is neither hasty nor slow. */
const MOSAICS = 2;

const ZOOM_IN: readonly CameraKey[] = [
  { at: 0.08, look: 'whole', ease: 'in-out' },
  { at: 0.9, look: 'landing' },
];

const ZOOM_OUT: readonly CameraKey[] = [
  { at: 0.1, look: 'landing', ease: 'in-out' },
  { at: 0.88, look: 'whole' },
];

/** Tracks of what flies are linear: each photo begins and ends softly by itself. */
const DISPERSE: readonly NumberKey[] = [
  { at: 0.08, value: 0, ease: 'linear' },
  { at: 1, value: 1 },
];

const ASSEMBLE: readonly NumberKey[] = [
  { at: 0, value: 1, ease: 'linear' },
  { at: 0.88, value: 0 },
];

const MORPH: readonly NumberKey[] = [
  { at: 0.1, value: 0, ease: 'linear' },
  { at: 0.9, value: 1 },
];

const REVEAL: readonly NumberKey[] = [
  { at: 0.15, value: 1, ease: 'in-out' },
  { at: 0.75, value: 0 },
];

const SCENES: Readonly<Record<Style, Omit<Scene, 'seconds'>>> = {
  'zoom-in': { camera: ZOOM_IN },
  'zoom-out': { camera: ZOOM_OUT },
  disperse: { scatter: DISPERSE },
  assemble: { scatter: ASSEMBLE },
  reveal: { target: REVEAL },
  morph: { morph: MORPH },
  endless: { endless: { mosaics: MOSAICS } },
};

/**
 * The script of a preset.
 *
 * @throws MosaicError `settings` for seconds that no scene can have
 */
export function styleScript(style: Style, seconds: number): Script {
  const [least, most] = SECONDS;
  if (!(seconds >= least && seconds <= most)) {
    const expected = `a number from ${least} to ${most}`;
    throw new MosaicError('settings', { subject: 'seconds', expected, received: seconds });
  }
  return { version: SCRIPT_VERSION, background: BACKGROUND, scenes: [{ seconds, ...SCENES[style] }] };
}
