/** A job as a file has it: `{ "job": "render", "input": { … } }`. */

import { MosaicError } from '@tesserae/core';
import { said } from '@tesserae/core/internal';
import { JOB_VERSION } from './schema.js';

/** A job that was asked for, by its name; the input is unchecked. */
export interface JobRequest {
  readonly job: string;
  readonly input: unknown;
}

/**
 * Reads what asks for a job.
 *
 * @param names  of the jobs there are
 * @throws MosaicError `usage` naming the path of the fault
 */
export function parseJob(json: unknown, names: readonly string[]): JobRequest {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw fault('job', 'an object with job and input', json);
  const { $schema: _, version = JOB_VERSION, job, input, ...others }: Record<string, unknown> = { ...json };
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw fault(unknown, 'one of job, input, version', unknown);
  if (version !== JOB_VERSION) throw fault('version', String(JOB_VERSION), version);
  if (typeof job !== 'string' || !names.includes(job)) throw fault('job', `one of ${names.join(', ')}`, job);
  return { job, input };
}

function fault(path: string, expected: string, value: unknown): MosaicError {
  return new MosaicError('usage', { subject: path, expected, received: said(value) });
}
