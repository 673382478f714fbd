/** `inspect`: what is seen in files, or why they are refused. */

import { type Inspection, inspectFile, type PictureHeader } from '@tesserae/node';
import { refusedWords } from '../words/en/errors.js';
import type { Call } from './call.js';

/** Looks into files; the exit code is 0 only if all of them can be used. */
export async function inspect({ words, voice, decoders }: Call): Promise<number> {
  let refused = 0;
  for (const path of words) {
    const inspection = await inspectFile(path, { decoders });
    if (inspection.state === 'refused') refused++;
    voice.event('file', { ...inspection });
    voice.result(inspectionLine(inspection), true);
  }
  const exit = refused === 0 ? 0 : 1;
  voice.event('done', { files: words.length, refused, exit });
  return exit;
}

function inspectionLine({ path, state, detail, code, format, header }: Inspection): string {
  const facts = [format ?? '', header ? headerWords(header) : ''].filter((part) => part !== '').join(', ');
  if (state === 'refused')
    return `${path}: refused (${code}): ${refusedWords(code, detail)}${facts === '' ? '' : ` [${facts}]`}`;
  return `${path}: ${facts}${state === 'repaired' ? ' (repaired: the file is damaged, what could be read of it is used)' : ''}`;
}

function headerWords(header: PictureHeader): string {
  const { stored, upright, orientation, space, bits, alpha, frames, profile } = header;
  const parts = [`${upright.width}×${upright.height} px`, `${space} ${bits} bit`];
  if (orientation !== 1) parts.push(`turned (stored as ${stored.width}×${stored.height}, EXIF ${orientation})`);
  if (alpha) parts.push('with transparency, laid over white');
  if (frames > 1) parts.push(`first of ${frames} frames`);
  if (profile !== undefined) parts.push(`profile ${profile}`);
  return parts.join(', ');
}
