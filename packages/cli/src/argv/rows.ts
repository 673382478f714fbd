/** From rows of tables to what a command line and its help make of them. */

import { flagName, SETTINGS, type Setting, type SettingName } from '@tesserae/core/settings';
import type { AnyTable, Option as Row, Rows } from '@tesserae/jobs/options';
import { Option } from 'commander';

/**
 * The options of a table, in the order of `--help`: settings first.
 *
 * @param shown  names of those that help shows; undefined: all
 */
export function optionsOf(table: AnyTable, own: Rows, shown?: readonly string[]): Option[] {
  const options = [
    ...SETTINGS.filter(({ name }) => table.settings.includes(name)).map((setting) =>
      new Option(settingSpelling(setting), `${setting.about} ${bounds(setting, table)}`.trim()).helpGroup('Settings:'),
    ),
    ...Object.entries({ ...table.fields, ...own }).flatMap(([name, row]) =>
      row.positional ? [] : [optionOf(name, row)],
    ),
  ];
  const isShown = (option: Option) => shown?.some((name) => flagName(name) === option.name()) ?? true;
  return options.map((option) => option.hideHelp(!isShown(option)));
}

/** What stands on a command line besides options, as commander reads it: `<TARGET> [PHOTOS...]`. */
export function wordsOf({ fields }: AnyTable): string {
  return Object.values(fields)
    .filter(({ positional }) => positional)
    .map(({ kind, required }) =>
      `${kind.placeholder}${kind.repeats ? '...' : ''}`.replace(/.+/, required ? '<$&>' : '[$&]'),
    )
    .join(' ');
}

/**
 * Fields and settings by name, as a command line has them: texts, lists of texts, true and false.
 *
 * @param words   what stands there besides options
 * @param values  commander's, by name
 */
export function fieldsGiven(
  table: AnyTable,
  words: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  const rest = [...words];
  for (const [name, { positional, kind }] of Object.entries(table.fields)) {
    const value = positional ? (kind.repeats ? rest.splice(0) : rest.shift()) : givenValue(name, values);
    if (value !== undefined) given[name] = value;
  }
  for (const { name, ...setting } of SETTINGS) {
    // commander says true for what is turned off by a flag and was not given
    const isDefault = values[name] === true && isOff(setting);
    if (table.settings.includes(name) && values[name] !== undefined && !isDefault) given[name] = values[name];
  }
  return given;
}

/** Commander says `marks: false` for `--no-marks`, and `true` where it was not given. */
export function givenValue(name: string, values: Readonly<Record<string, unknown>>): unknown {
  const [, rest] = /^no([A-Z].*)$/.exec(name) ?? [];
  // turned off by the flag that has the same name with `no`
  if (rest === undefined) return values[name] === false ? undefined : values[name];
  return values[rest[0].toLowerCase() + rest.slice(1)] === false ? true : undefined;
}

function optionOf(name: string, row: Row<unknown>): Option {
  const option = new Option(spelling(name, row), row.about).helpGroup('Flags:');
  return row.kind.repeats ? option.argParser(oneMore) : option;
}

/** Values of an option that may be given several times. */
function oneMore(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** `-o, --output <FILE>`. */
export function spelling(name: string, { short, kind }: Row<unknown>): string {
  return spelled(flagName(name), short, kind.placeholder);
}

/** `-j, --jobs <N>`. */
export function settingSpelling(setting: Setting): string {
  const flag = `${isOff(setting) ? 'no-' : ''}${flagName(setting.name)}`;
  return spelled(flag, setting.short, setting.kind.placeholder);
}

function spelled(flag: string, short: string | undefined, placeholder: string): string {
  return `${short === undefined ? '' : `-${short}, `}--${flag}${placeholder ? ` <${placeholder}>` : ''}`;
}

/** A setting that is on unless told is given to turn it off. */
function isOff(setting: Pick<Setting, 'default'>): boolean {
  return setting.default === true;
}

/** Settings that a plan has. */
const OF_PLAN: readonly SettingName[] = ['cell', 'dpi', 'tint', 'overlay', 'maxUses', 'minUses', 'spacing'];

/** Range and default of a setting in brackets, as `--help` shows them. */
function bounds({ name, kind: { range }, default: preset }: Setting, { fields, settings }: AnyTable): string {
  if (range === undefined) return '';
  // the resolution of a print, whose cells follow from the paper, is not that of the plan
  const isOfPlan = fields.plan?.positional && OF_PLAN.includes(name) && (name !== 'dpi' || settings.includes('cell'));
  if (isOfPlan) return `[${range}; default as in the plan]`;
  return preset === undefined ? `[${range}]` : `[${range}; default ${preset}]`;
}
