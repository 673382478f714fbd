/** What tests of jobs work with. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type JobEvent, makeJob, openHost, parseInput } from '@tesserae/jobs';
import { type Scope, syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';

/** A target, twelve photos, and a host with a library of its own. */
export async function workshop(scope: Scope) {
  const folder = temporaryFolder(scope);
  const at = (name: string): string => join(folder, name);
  await writePicture(at('target.png'), syntheticPhoto(77, 80, 60));
  mkdirSync(at('photos'));
  await writePhotos(at('photos'), 12, { width: 90, height: 60, format: 'png' });
  const host = openHost({ library: at('own.tesserae') });
  scope.after(() => host.close());
  const make = async (fields: object, onEvent?: (event: JobEvent) => void) => {
    const input = parseInput(makeJob.options, {
      target: at('target.png'),
      photos: [at('photos')],
      columns: 8,
      ...fields,
    });
    return await makeJob.prepare(input, host, { onEvent });
  };
  return { at, host, make };
}
