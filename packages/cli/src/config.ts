/** `--config FILE`: settings from a JSON file. A flag goes before the file, the file before the default. */

import { MosaicError } from '@tesserae/core';
import { flagName, SETTINGS, type SettingName } from '@tesserae/core/settings';
import { readText } from './text-file.js';

/** Settings by name, unchecked. */
export type LooseSettings = Readonly<Partial<Record<SettingName, unknown>>>;

/** Settings of which setting one leaves the other aside. */
const INSTEAD: Partial<Record<string, SettingName>> = { cell: 'size', size: 'cell' };

/**
 * Puts the settings of flags over those of a file.
 *
 * @throws MosaicError `not-found`, `unreadable`, or `settings` if the file holds no JSON object
 */
export async function withConfig(given: LooseSettings, path: string | undefined): Promise<LooseSettings> {
  if (path === undefined) return given;
  const file = { ...(await readConfig(path)) };
  for (const name of Object.keys(given)) {
    const other = INSTEAD[name];
    if (other !== undefined) delete file[other];
  }
  return { ...file, ...given };
}

async function readConfig(path: string): Promise<Record<string, unknown>> {
  const text = await readText(path);
  const json = parsed(path, text);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new MosaicError('settings', `${path}: expected a JSON object of settings, received something else.`);
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
    throw new MosaicError('settings', `${path}: has both ${name} and ${setting.name}. Leave out one.`);
  return setting.name;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MosaicError(
      'settings',
      `${path}: expected JSON, received something else. Check its commas and quotes.`,
      cause,
    );
  }
}
