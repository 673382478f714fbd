/** `job`: carries out the job in a file. */

import { MosaicError } from '@tesserae/core';
import { withFields } from '@tesserae/core/internal';
import { parseJob } from '@tesserae/jobs';
import { jsonIn, MOST_BYTES, readText } from '@tesserae/jobs/internal';
import type { AnyTable } from '@tesserae/jobs/options';
import { readStandardInput } from '../../terminal/standard-input.js';
import type { Fields, Work } from '../command.js';
import type { JobWork } from './run-job.js';

/** Reads it, and does the job of that name. */
export const runFile =
  (jobs: readonly JobWork[]): Work =>
  async ({ file }, surroundings) => {
    const path = String(file);
    const text =
      path === '-' ? Buffer.from(await readStandardInput(MOST_BYTES.text)).toString('utf8') : await readText(path);
    const request = parseJob(
      jsonIn(text, path, 'usage'),
      jobs.map(({ name }) => name),
    );
    // it is among them, or parseJob throws
    const { options, work } = jobs.find(({ name }) => name === request.job)!;
    const within = 'input.';
    const open: typeof surroundings.open = (more) =>
      surroundings.open({ ...more, sources: path === '-' ? [] : [path] });
    try {
      return await work(request.input as Fields, { ...surroundings, within, open });
    } catch (error) {
      if (!(error instanceof MosaicError) || !isField(options, error.subject)) throw error;
      // what the job itself has refused names its field without the path
      throw withFields(error, { subject: within + error.subject });
    }
  };

function isField({ fields, settings }: AnyTable, name: string | undefined): boolean {
  return name !== undefined && (Object.hasOwn(fields, name) || settings.some((each) => each === name));
}
