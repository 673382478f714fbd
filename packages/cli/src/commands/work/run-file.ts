/** `job`: carries out the job in a file. */

import { parseJob } from '@tesserae/jobs';
import { jsonIn, readText } from '@tesserae/jobs/internal';
import { readStandardInput } from '../../terminal/standard-input.js';
import type { Fields, Work } from '../command.js';
import type { JobWork } from './run-job.js';

/** Reads it, and does the job of that name. */
export const runFile =
  (jobs: readonly JobWork[]): Work =>
  async ({ file }, surroundings) => {
    const path = String(file);
    const text = path === '-' ? Buffer.from(await readStandardInput()).toString('utf8') : await readText(path);
    const request = parseJob(
      jsonIn(text, path, 'usage'),
      jobs.map(({ name }) => name),
    );
    // it is among them, or parseJob throws
    const { work } = jobs.find(({ name }) => name === request.job)!;
    return await work(request.input as Fields, {
      ...surroundings,
      within: 'input.',
      open: (options) => surroundings.open({ ...options, sources: path === '-' ? [] : [path] }),
    });
  };
