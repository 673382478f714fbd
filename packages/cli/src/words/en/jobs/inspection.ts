/** English for what is seen in a file. */

import type { Inspection } from '@tesserae/node';
import type { PictureHeader } from '@tesserae/node/internal';
import { refusedWords } from '../errors.js';

/** What is seen, or why it is refused. */
export function inspectionWords({ path, state, detail, code, format, header }: Inspection): string {
  const facts = [format ?? '', header ? headerWords(header) : ''].filter((part) => part !== '').join(', ');
  if (state === 'refused')
    return `${path}: refused (${code}): ${refusedWords(code, detail)}${facts === '' ? '' : ` [${facts}]`}`;
  return `${path}: ${facts}${state === 'repaired' ? ' (repaired: the file is damaged, and the part that could be read is used)' : ''}`;
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
