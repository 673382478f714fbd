/** From the two tables to commander's options, and back to settings and flags. */

import { flagName, SETTINGS, type Setting, type SettingName } from '@tesserae/core/settings';
import { Option } from 'commander';
import type { CommandSpec } from './commands.js';
import { FLAGS, type Flag, type Flags, flagsOf } from './flags.js';

/** The options that a command takes, in the order of `--help`. */
export function optionsOf(command: CommandSpec): Option[] {
  const settings = SETTINGS.filter(({ name }) => command.settings.includes(name));
  return [...settings.map(settingOption), ...flagsOf(command.name).map(flagOption)];
}

function settingOption(setting: Setting): Option {
  const option = new Option(spelling(setting), `${setting.about} ${bounds(setting)}`.trim());
  return option.helpGroup('Settings:');
}

function flagOption(flag: Flag): Option {
  const option = new Option(spelling(flag), flag.about).helpGroup('Flags:');
  return flag.repeats ? option.argParser(oneMore) : option;
}

/** Values of a flag that may be given several times. */
function oneMore(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** `-j, --jobs <N>`. */
export function spelling(row: Setting | Flag): string {
  const short = row.short === undefined ? '' : `-${row.short}, `;
  const value = row.placeholder ? ` <${row.placeholder}>` : '';
  return `${short}--${isOff(row) ? 'no-' : ''}${flagName(row.name)}${value}`;
}

/** A setting that is on unless told is given to turn it off. */
function isOff(row: Setting | Flag): boolean {
  return 'kind' in row && row.kind === 'flag' && row.default === true;
}

/** Range and default of a setting in brackets, as `--help` shows them. */
export function bounds(setting: Setting): string {
  if (setting.kind === 'flag') return '';
  const range = rangeOf(setting);
  const preset = presetOf(setting);
  return preset === '' ? `[${range}]` : `[${range}; default ${preset}]`;
}

/** The default as it can be given; empty where another setting decides. */
export function presetOf(setting: Setting): string {
  if (setting.kind === 'flag') return '';
  return typeof setting.default === 'number' && setting.default < setting.min ? '' : String(setting.default);
}

/** What a setting may be. */
export function rangeOf({ kind, min, max, words, unit }: Setting): string {
  if (kind === 'flag') return '';
  if (kind === 'choice') return words.join(', ');
  if (kind === 'ratio') return `1:${1 / min} to ${max}:1`;
  if (kind === 'bytes') return `${min / 2 ** 20}M to ${max / 2 ** 30}G`;
  if (kind === 'size') return `${min} to ${max}px, or a size on paper`;
  const span = min === max ? `${min}` : `${min} to ${max}`;
  const numbers = unit === '' ? span : `${span} ${unit}`;
  return [numbers, ...words].join(', or ');
}

/** Commander says `true` for a flag that turns something off and was not given. */
function isDefault(name: SettingName, value: unknown): boolean {
  return value === true && SETTINGS.some((setting) => setting.name === name && isOff(setting));
}

/** Commander says `marks: false` for `--no-marks`, and `true` when it was not given. */
function negated(name: string): string {
  return `no${name[0].toUpperCase()}${name.slice(1)}`;
}

/** What commander found, sorted into the two tables. */
export interface Given {
  readonly settings: Readonly<Partial<Record<SettingName, unknown>>>;
  readonly flags: Flags;
}

/**
 * Sorts commander's values. Values are strings or booleans; the settings' are checked by `parseSettings`.
 *
 * @param values  by name
 */
export function given(command: CommandSpec, values: Readonly<Record<string, unknown>>): Given {
  const settings: Partial<Record<SettingName, unknown>> = {};
  const flags: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const setting = command.settings.find((each) => each === name);
    if (setting !== undefined) {
      if (!isDefault(setting, value)) settings[setting] = value;
    } else if (FLAGS.some((flag) => flag.name === negated(name))) flags[negated(name)] = value === false;
    else flags[name] = value;
  }
  // the names and kinds of Flags are those of FLAGS, from which commander's options were made
  return { settings, flags: flags as Flags };
}
