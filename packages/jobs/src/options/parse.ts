/** The edge: JSON, or the words of a command line by name, becomes the input of a job here, or is refused. */

import { MosaicError, parseSettings } from '@tesserae/core';
import { said, withFields } from '@tesserae/core/internal';
import type { AnyTable, OptionTable } from './option.js';

/**
 * Reads the input of a job.
 *
 * @param json    fields and settings by name, side by side; numbers may also be texts, as a command line has them
 * @param within  what the path of a fault begins with: `input.` in a job's file
 * @throws MosaicError `usage` for what is no object, an unknown field or a missing one; the table's code or `settings` for a value that
 *         is none; `rules-impossible` as `parseSettings`
 */
export function parseInput<Input>(table: OptionTable<Input>, json: unknown, within = ''): Input {
  const { settings, fields, code }: AnyTable = table;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw fault('usage', within === '' ? 'input' : within.slice(0, -1), 'an object', json);
  }
  const given = Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
  const known = [...Object.keys(fields), ...settings];
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw fault('usage', within + name, `one of ${known.join(', ')}`, name);
  }
  const input: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(fields)) {
    const value = given[name];
    if (value === undefined) {
      if (option.required) throw fault('usage', within + name, option.kind.expected, undefined);
      input[name] = option.default;
      continue;
    }
    input[name] = option.kind.read(value, within + name);
    if (input[name] === undefined) throw fault(option.code ?? code, within + name, option.kind.expected, value);
  }
  if (settings.length > 0) input.settings = settingsIn(given, settings, within);
  // one value of its row's type for each field: the table is typed by the input
  return input as Input;
}

function settingsIn(given: Record<string, unknown>, names: readonly string[], within: string) {
  const own = Object.fromEntries(names.flatMap((name) => (name in given ? [[name, given[name]]] : [])));
  try {
    return parseSettings(own);
  } catch (error) {
    if (!(error instanceof MosaicError) || within === '') throw error;
    throw withFields(error, { subject: within + (error.subject ?? '') });
  }
}

function fault(code: 'settings' | 'usage', path: string, expected: string, value: unknown): MosaicError {
  return new MosaicError(code, { subject: path, expected, received: said(value) });
}
