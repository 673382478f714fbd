/** `make` of a picture, or of a clip: the target decides which job it is. */

import { MosaicError } from '@tesserae/core';
import { type AnyTable, CLIP, MAKE } from '@tesserae/jobs/options';
import { clipKindOf } from '@tesserae/node/internal';
import type { Fields, Work } from '../command.js';

/** Suffixes that a moving mosaic may have and a still one may not. */
const FILMS = /\.(mp4|webm|gif)$/i;

/** Makes a mosaic of whatever the target is. */
export const makeEither =
  (picture: Work, clip: Work): Work =>
  async (fields, surroundings) => {
    const target = String(fields.target);
    if ((await clipKindOf(target)) !== undefined) {
      refuseNamesOf(MAKE, CLIP, fields, `for pictures, and ${target} is a clip`);
      return await clip(fields, surroundings);
    }
    refuseNamesOf(CLIP, MAKE, fields, `for clips, and ${target} is none`);
    refuseFilm(target, String(fields.output));
    return await picture(fields, surroundings);
  };

/** @throws MosaicError `usage` for what another job takes and this one does not */
function refuseNamesOf(other: AnyTable, own: AnyTable, fields: Fields, received: string): void {
  const known = namesOf(own);
  const name = namesOf(other).find((each) => fields[each] !== undefined && !known.includes(each));
  if (name !== undefined) throw new MosaicError('usage', { subject: name, received, waysOut: [{ omit: name }] });
}

function namesOf({ fields, settings }: AnyTable): string[] {
  return [...Object.keys(fields), ...settings];
}

/** @throws MosaicError `unknown-format` for the name of a film */
function refuseFilm(target: string, output: string): void {
  if (!FILMS.test(output)) return;
  throw new MosaicError('unknown-format', {
    ...{ file: output, subject: 'output', received: `a film, and ${target} is no clip` },
    waysOut: [{ run: 'make' }, { run: 'film', on: ['mosaic.plan.json', '-o', output] }],
  });
}
