/** `--config FILE`: settings from a JSON file. An option goes before the file, the file before the default. */

import { MosaicError, parseSettings } from '@tesserae/core';
import { flagName, SETTINGS, type SettingName } from '@tesserae/core/settings';
import { jsonIn, readText } from '@tesserae/jobs/internal';
import type { Fields } from '../commands/command.js';

/** Settings of which giving one leaves the other aside. */
const INSTEAD: Partial<Record<string, SettingName>> = { cell: 'size', size: 'cell' };

/**
 * Puts fields that were given over the settings of a file; those that the job does not take are checked, and left out.
 *
 * @param taken  what the job takes
 * @throws MosaicError `not-found`, `unreadable`, or `settings` if the file holds no JSON object, or wrong settings
 */
export async function withConfig(
  given: Fields,
  taken: readonly SettingName[],
  path: string | undefined,
): Promise<Fields> {
  if (path === undefined) return given;
  const file = { ...(await readConfig(path)) };
  for (const name of Object.keys(given)) {
    const other = INSTEAD[name];
    if (other !== undefined) delete file[other];
  }
  const settings = Object.entries(given).filter(([name]) => taken.some((each) => each === name));
  parseSettings({ ...file, ...Object.fromEntries(settings) });
  return {
    ...Object.fromEntries(Object.entries(file).filter(([name]) => taken.some((each) => each === name))),
    ...given,
  };
}

async function readConfig(path: string): Promise<Record<string, unknown>> {
  const json = jsonIn(await readText(path), path, 'settings');
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    const expected = 'a JSON object of settings';
    throw new MosaicError('settings', { file: path, expected, received: 'something else' });
  }
  const { $schema: _, ...settings } = json as Record<string, unknown>; // an object: its values are still unknown
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [settingName(path, name, settings), value]),
  );
}

/** Names are taken as `--help` spells them too: `max-uses` is `maxUses`. */
function settingName(path: string, name: string, all: Record<string, unknown>): string {
  const setting = SETTINGS.find((each) => flagName(each.name) === name && each.name !== name);
  if (setting === undefined) return name;
  if (setting.name in all)
    throw new MosaicError('settings', { file: path, expected: `one of ${name} and ${setting.name}`, received: 'both' });
  return setting.name;
}
