import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of real photos and targets that may stand beside a clone: `$TESSERAE_SAMPLES`, else `shared/samples` next
 * to this repository or to a folder it lies in. They are not part of the repository; a test that wants them asks `canRun`.
 *
 * @returns its real path, as the library has it; undefined if there is none
 */
export function samplesFolder(): string | undefined {
  const given = process.env.TESSERAE_SAMPLES;
  if (given) return existsSync(given) ? realpathSync(given) : undefined;

  let folder: string = import.meta.dirname;
  while (folder !== dirname(folder)) {
    folder = dirname(folder);
    const samples = join(folder, 'shared', 'samples');
    if (existsSync(samples)) return realpathSync(samples);
  }
  return undefined;
}
