/** `inspect`: what is seen in files, or why they are refused. */

import { parseInput } from '@tesserae/jobs';
import { inspectFile } from '@tesserae/node';
import { inspectionWords } from '../../words/en/jobs/inspection.js';
import { essential } from '../../words/line.js';
import type { Work } from '../command.js';
import { INSPECT } from '../table.js';

/** Looks into files; the exit code is 0 only if all of them can be used. */
export const inspectFiles: Work = async (fields, { terminal, open }) => {
  const { files, settings } = parseInput(INSPECT, fields);
  const { decoders } = open({ memory: settings.memory });
  let refused = 0;
  for (const path of files) {
    const inspection = await inspectFile(path, { decoders });
    if (inspection.state === 'refused') refused++;
    terminal.event('file', { ...inspection });
    terminal.line(essential(undefined, inspectionWords(inspection)));
  }
  const exit = refused === 0 ? 0 : 1;
  terminal.event('done', { files: files.length, refused, exit });
  return exit;
};
