/** `library export`: every file of a library as a table. */

import { MosaicError } from '@tesserae/core';
import { type ListedFile, listFiles, writeWhole } from '@tesserae/node/internal';
import { csv } from '../files/csv.js';
import { checkAgainstLibrary, checkOutputs } from '../outputs/check.js';
import { libraryJob } from './library-job.js';
import { EXPORT } from './options.js';

const COLUMNS = [
  ...['path', 'sha256', 'state', 'format', 'width', 'height', 'bytes'],
  ...['taken', 'taken_from', 'code', 'detail'],
];

/** Writes what is known of every file. */
export const exportJob = libraryJob({
  name: 'library export',
  options: EXPORT,
  check: async ({ csv, force }, library, { host }) => {
    if (csv === '-' && host.standardOutput === undefined) {
      const received = 'standard output, which does not take a table here';
      throw new MosaicError('usage', { subject: 'csv', expected: 'a file', received });
    }
    const outputs = { csv: csv === '-' ? undefined : csv };
    await checkOutputs(outputs, host, { files: [], photos: [], library: library.path, force });
    await checkAgainstLibrary(outputs, library);
  },
  work: async (library, { csv: output, force }, { host, events }) => {
    const files = listFiles(library);
    const data = csv([COLUMNS, ...files.map(fieldsOf)]);
    if (output === '-') host.standardOutput?.(data);
    else {
      await host.outputs.during([output], () => writeWhole({ path: output, data }, { force }));
      events({ type: 'artifact', name: 'csv', path: output });
    }
    return { files: files.length, output };
  },
});

function fieldsOf(file: ListedFile): string[] {
  const { path, hash, state, format, width, height, size, taken, takenFrom, code, detail } = file;
  const pixels = state === 'refused' ? ['', ''] : [String(width), String(height)];
  return [path, hash, state, format, ...pixels, size < 0 ? '' : String(size), taken, takenFrom, code, detail];
}
