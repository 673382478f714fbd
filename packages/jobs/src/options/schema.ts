/** The JSON Schema of jobs, made from their tables. */

import { settingsSchema } from '@tesserae/core';
import type { AnyTable, Option } from './option.js';

/** The version of the files that hold a job. */
export const JOB_VERSION = 1;

/**
 * A JSON Schema (draft 2020-12) of a file that holds one of these jobs.
 *
 * @param tables  by the names of the jobs
 */
export function jobsSchema(tables: Readonly<Record<string, AnyTable>>): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Tesserae job',
    oneOf: Object.entries(tables).map(([job, table]) => ({
      title: job,
      type: 'object',
      additionalProperties: false,
      required: ['job', 'input'],
      properties: {
        $schema: { type: 'string' },
        version: { const: JOB_VERSION },
        job: { const: job },
        input: inputSchema(table),
      },
    })),
  };
}

function inputSchema({ fields, settings }: AnyTable): object {
  // it is made by core from its own table
  const { properties } = settingsSchema() as { readonly properties: Readonly<Record<string, object>> };
  const rows = Object.entries(fields);
  return {
    type: 'object',
    additionalProperties: false,
    required: rows.flatMap(([name, { required }]) => (required ? [name] : [])),
    properties: {
      ...Object.fromEntries(rows.map(([name, row]) => [name, fieldSchema(row)])),
      ...Object.fromEntries(settings.map((name) => [name, properties[name]])),
    },
  };
}

function fieldSchema({ about, kind }: Option<unknown>): object {
  return { description: about, ...kind.schema };
}
