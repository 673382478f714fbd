/** The edge: whatever came from a command line, a JSON file or a request becomes `Settings` here, or is refused. */

import { type ErrorFields, MosaicError } from '../errors.js';
import { isObject } from '../runtime/json-kinds.js';
import { said } from '../runtime/said.js';
import { lengthText } from './length.js';
import { withLook } from './looks.js';
import { nearestNames } from './nearest-names.js';
import { sizeText } from './size.js';
import { SETTINGS, type SettingName, type Settings } from './table.js';

/** Of a text that is a value. */
const MOST_LETTERS = 1000;

/**
 * Checks settings and completes them with their defaults. Settings that were parsed stay as they are.
 *
 * @param input  settings by name, as numbers or as the strings a command line has; what is absent or undefined takes its
 *               default. `SettingsInput` is its type for programs; whatever comes is checked
 * @throws MosaicError `settings` for an unknown name, a value out of range, or two settings that exclude each other;
 *         `rules-impossible` for rules that contradict each other whatever the photos
 */
export function parseSettings(input: unknown): Settings {
  if (!isObject(input)) {
    throw new MosaicError('settings', { subject: 'settings', expected: 'an object', received: said(input) });
  }
  const own = new Map<string, unknown>(Object.entries(input).filter(([, value]) => value !== undefined));
  const before = own.get('given');
  own.delete('given');
  const values = withLook(own);
  for (const name of values.keys()) {
    const names: readonly string[] = SETTINGS.map((setting) => setting.name);
    if (!names.includes(name)) {
      const expected = `the name of a setting, such as ${nearestNames(name, names, 3).join(', ')}`;
      throw new MosaicError('settings', { subject: name, expected });
    }
  }

  const parsed: Record<string, unknown> = {};
  for (const { name, kind, default: preset } of SETTINGS) {
    const value = values.has(name) ? values.get(name) : preset;
    if (value === undefined) continue;
    // no text that long is a value, and patterns are not tried on it
    const isLong = typeof value === 'string' && value.length > MOST_LETTERS;
    parsed[name] = isLong ? undefined : kind.read(value, name);
    if (parsed[name] !== undefined) continue;
    throw new MosaicError('settings', { subject: name, expected: kind.expected, received: said(value) });
  }
  const has = Array.isArray(before) ? (name: string) => before.includes(name) : (name: string) => values.has(name);
  const given = SETTINGS.map(({ name }) => name).filter(has);
  // each name of Settings stands once in SETTINGS and was read as its kind
  const settings = { ...parsed, given } as unknown as Settings;
  requireAgreement(settings);
  return settings;
}

/** Settings that are each in range, and cannot be had together. */
function requireAgreement(settings: Settings): void {
  const { columns, rows, shape, layout, views, show, minUses, maxUses } = settings;
  const grid = (['columns', 'rows'] as const).find((name) => isGiven(settings, name));
  if (isGiven(settings, 'cell') && isGiven(settings, 'size') && grid !== undefined) {
    const expected = `nothing beside cell and ${grid}, which decide the size`;
    throw new MosaicError('settings', {
      subject: 'size',
      expected,
      waysOut: [{ omit: 'size' }, { omit: 'cell' }, { omit: grid }],
    });
  }
  if (columns === 'pixels' && (rows > 0 || shape[0] !== shape[1] || layout !== 'grid')) {
    const other = rows > 0 ? 'rows' : layout === 'grid' ? 'shape' : 'layout';
    const expected = 'nothing beside columns "pixels", which makes a square cell of every pixel';
    throw new MosaicError('settings', { subject: other, expected, waysOut: [{ omit: other }, { omit: 'columns' }] });
  }
  if (isGiven(settings, 'show') && views !== 'parts' && !(show === 'whole' && views === 'whole')) {
    const expected = `nothing beside views ${views}, which says which parts of a photo are shown`;
    throw new MosaicError('settings', { subject: 'show', expected, waysOut: [{ omit: 'show' }, { omit: 'views' }] });
  }
  requireEffect(settings);
  if (maxUses !== 'unlimited' && minUses !== 'soft' && minUses > maxUses) {
    throw new MosaicError('rules-impossible', boundsFields(minUses, maxUses));
  }
}

/** Settings that were given, and that another one that was given leaves without effect. */
const WITHOUT_EFFECT: readonly (readonly [name: SettingName, value: unknown, without: SettingName, why: string])[] = [
  ['match', 'mean', 'detail', 'which compares no contours'],
  ['refine', false, 'variety', 'which chooses every cell by itself'],
];

/** @throws MosaicError `settings` for one that would do nothing */
function requireEffect(settings: Settings): void {
  for (const [name, value, without, why] of WITHOUT_EFFECT) {
    // what is set to nothing is meant to do nothing
    if (settings[name] !== value || !isGiven(settings, without) || !settings[without]) continue;
    const expected = `nothing beside ${name} ${value === false ? 'off' : value}, ${why}`;
    throw new MosaicError('settings', { subject: without, expected, waysOut: [{ omit: without }, { omit: name }] });
  }
}

/** What is wrong with a least number of uses above the most. */
export function boundsFields(least: number, most: number): ErrorFields {
  return {
    subject: 'minUses',
    expected: `at most ${most}, as often as a photo may be used`,
    received: least,
    waysOut: [
      { set: 'maxUses', atLeast: least },
      { set: 'minUses', atMost: most },
    ],
  };
}

/** Whether the user set this one, rather than leaving it at its default. */
export function isGiven(settings: Settings, name: SettingName): boolean {
  return settings.given.includes(name);
}

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
