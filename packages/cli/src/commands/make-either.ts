/** `make` of a picture, or of a clip: the target decides which job it is. */

import { MosaicError } from '@tesserae/core';
import { makeJob } from '@tesserae/jobs';
import { CLIP, MAKE } from '@tesserae/jobs/options';
import { clipKindOf } from '@tesserae/node';
import { MAKE_WORDS } from '../words/en/make.js';
import type { Fields, Work } from './command.js';
import { runJob } from './run-job.js';

/** Suffixes that a moving mosaic may have and a still one may not. */
const FILMS = /\.(mp4|webm|gif)$/i;

/** Makes a mosaic of whatever the target is. */
export const makeEither: Work = async (fields, surroundings) => {
  const target = String(fields.target);
  const kind = await clipKindOf(target);
  if (kind !== undefined) {
    const { unported } = await import('../unported/call.js');
    const { makeClip } = await import('../unported/make-clip.js');
    return await unported((call) => makeClip(call, { path: target, kind }), MAKE)(fields, surroundings);
  }
  refuseForPictures(target, fields);
  return await runJob(makeJob, MAKE_WORDS)(fields, surroundings);
};

/** @throws MosaicError `usage` for what is asked of clips alone, `unknown-format` for the name of a film */
function refuseForPictures(target: string, fields: Fields): void {
  const name = Object.keys(CLIP.fields).find((each) => !(each in MAKE.fields) && fields[each] !== undefined);
  if (name !== undefined) {
    const received = `for clips, and ${target} is none`;
    throw new MosaicError('usage', { subject: name, received, waysOut: [{ omit: name }] });
  }
  const output = String(fields.output);
  if (!FILMS.test(output)) return;
  throw new MosaicError('unknown-format', {
    ...{ file: output, subject: 'output', received: `a film, and ${target} no clip` },
    waysOut: [{ run: 'make' }, { run: 'film', on: ['mosaic.plan.json', '-o', output] }],
  });
}
