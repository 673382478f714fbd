/** `library export`: every file of a library as a table. */

import { MosaicError } from '@tesserae/core';
import { csv } from '@tesserae/jobs/internal';
import { type ListedFile, listFiles, writeWhole } from '@tesserae/node';
import { plural } from '../words/en/numbers.js';
import type { Call } from './call.js';
import { withLibrary } from './library-call.js';
import { checkAgainstLibrary, checkOutputs } from './outputs.js';

const COLUMNS = [
  'path',
  'sha256',
  'state',
  'format',
  'width',
  'height',
  'bytes',
  'taken',
  'taken_from',
  'code',
  'detail',
];

/** Writes the table. */
export async function exportTable(call: Call): Promise<number> {
  const { flags, voice } = call;
  const { csv: file, force } = flags;
  if (file === undefined) {
    throw new MosaicError('usage', '--csv: expected a FILE for the table, or - for standard output, received nothing.');
  }
  if (file === '-' && flags.json) {
    throw new MosaicError(
      'usage',
      '--csv: standard output cannot hold events and a table. Name a FILE, or leave --json.',
    );
  }
  await checkOutputs(call, { files: [], photos: [] });
  return await withLibrary(call, { readOnly: true }, async (library) => {
    await checkAgainstLibrary(call, library);
    const files = listFiles(library);
    const table = csv([COLUMNS, ...files.map(fieldsOf)]);
    if (file === '-') process.stdout.write(table);
    else {
      await writeWhole({ path: file, data: table }, { force });
      voice.result(`wrote    ${file}  ${plural(files.length, 'file')}`);
    }
    voice.event('done', { library: library.path, files: files.length, output: file });
    return 0;
  });
}

function fieldsOf(file: ListedFile): string[] {
  const { path, hash, state, format, width, height, size, taken, takenFrom, code, detail } = file;
  const pixels = state === 'refused' ? ['', ''] : [String(width), String(height)];
  return [path, hash, state, format, ...pixels, size < 0 ? '' : String(size), taken, takenFrom, code, detail];
}
