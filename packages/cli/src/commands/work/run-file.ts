/** `job`: carries out the job in a file. */

import { parseJob } from '@tesserae/jobs';
import { jsonIn, readText } from '@tesserae/jobs/internal';
import { readStandardInput } from '../../terminal/standard-input.js';
import type { Command, Fields, Work } from '../command.js';

/** Reads it, and does what the command of that name does. */
export const runFile =
  (commands: readonly Command[]): Work =>
  async ({ file }, surroundings) => {
    const path = String(file);
    const text = path === '-' ? Buffer.from(await readStandardInput()).toString('utf8') : await readText(path);
    const request = parseJob(
      jsonIn(text, path, 'usage'),
      commands.map(({ name }) => name),
    );
    // it is among them, or parseJob throws
    const command = commands.find(({ name }) => name === request.job)!;
    const doIt = await command.load();
    return await doIt(request.input as Fields, {
      ...surroundings,
      within: 'input.',
      open: (options) => surroundings.open({ ...options, sources: path === '-' ? [] : [path] }),
    });
  };
