/** `completions`: the script that a shell reads. */

import { parseInput } from '@tesserae/jobs';
import { completions } from '../../shells/completions.js';
import { writeTable } from '../../terminal/standard-output.js';
import type { Work } from '../command.js';
import { COMPLETIONS } from '../table.js';

/** Writes the script to standard output. */
export const writeCompletions: Work = async (fields) => {
  const { shell } = parseInput(COMPLETIONS, fields);
  await writeTable(completions(shell));
  return 0;
};
