/** `library repair`: mends a damaged library. */

import { repairLibrary } from '@tesserae/node';
import { waitWords } from '../words/en/findings.js';
import { plural } from '../words/en/numbers.js';
import type { Call } from './call.js';
import { libraryPath } from './collection.js';
import { seconds } from './duration.js';

/** Mends a library; the exit code is 3 if something could not be. */
export async function repair(call: Call): Promise<number> {
  const { voice, flags, signal, decoders } = call;
  const path = libraryPath(call);
  const wait = flags.wait === undefined ? undefined : seconds('wait', flags.wait);
  const { missing, ...done } = await repairLibrary(path, {
    signal,
    decoders,
    wait,
    onWait: (note) => voice.note(waitWords(note)),
    onProgress: (progress) => voice.progress(progress),
  });
  const sums = `${plural(done.photos, 'photo')} in ${plural(done.paths, 'file')}`;
  voice.result(done.damaged ? `repaired ${path}: ${sums}` : `sound    ${path}: ${sums}`, true);
  if (done.restored > 0) voice.result(`         ${plural(done.restored, 'file')} read again`, true);
  for (const file of missing) voice.refused({ path: file, code: 'not-found', detail: 'not there any more' });
  if (!done.complete)
    voice.note('a part of it could not be read. Index your folders again: what was in that part is found anew.');
  if (done.kept !== undefined) voice.note(`the damaged library is kept in ${done.kept}; remove it when all is well.`);
  const exit = missing.length > 0 || !done.complete ? 3 : 0;
  voice.event('done', { library: path, ...done, missing, exit });
  return exit;
}
