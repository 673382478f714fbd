import { lengthText } from './length.js';
import { sizeText } from './size.js';
import type { SettingName, Settings } from './table.js';

/**
 * The settings that were given, as plain values that `parseSettings` takes again: what a plan file keeps.
 *
 * @param but  names to leave out
 */
export function givenSettings(settings: Settings, but: readonly SettingName[] = []): Record<string, unknown> {
  const names = settings.given.filter((name) => !but.includes(name));
  return Object.fromEntries(names.map((name) => [name, plain(settings, name)]));
}

function plain(settings: Settings, name: SettingName): unknown {
  if (name === 'size' && settings.size) return sizeText(settings.size);
  if (name === 'cell') return settings.cell.unit === 'px' ? settings.cell.value : lengthText(settings.cell);
  return settings[name];
}
