/** The edge: whatever came from a command line, a JSON file or a request becomes `Settings` here, or is refused. */

import { type ErrorFields, MosaicError } from '../errors.js';
import { type Length, parseLength } from './length.js';
import { type PictureSize, parseSize } from './size.js';
import { type Ratio, SETTINGS, type Setting, type SettingName, type Settings } from './table.js';

/** A setting's value once it has been checked. */
type Value = number | string | boolean | Ratio | Length | PictureSize | undefined;

/**
 * Checks settings and completes them with their defaults.
 *
 * @param input  an object of settings by name, as numbers or as the strings a command line has; absent or undefined
 *               values take their defaults
 * @throws MosaicError `settings` for an unknown name, a value out of range, or two settings that exclude each other;
 *         `rules-impossible` for rules that contradict each other whatever the photos
 */
export function parseSettings(input: unknown): Settings {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new MosaicError('settings', { subject: 'settings', expected: 'an object', received: shown(input) });
  }
  const values = new Map<string, unknown>(Object.entries(input).filter(([, value]) => value !== undefined));
  for (const name of values.keys()) {
    if (!SETTINGS.some((setting) => setting.name === name)) {
      throw new MosaicError('settings', { subject: name, expected: `no setting but ${names(SETTINGS)}` });
    }
  }

  const parsed: Record<string, Value> = {};
  for (const setting of SETTINGS) {
    parsed[setting.name] = values.has(setting.name)
      ? parseValue(setting, values.get(setting.name))
      : defaultOf(setting);
  }
  const given = SETTINGS.filter((setting) => values.has(setting.name)).map((setting) => setting.name);
  // each name of Settings stands once in SETTINGS and parseValue returned its kind
  const settings = { ...parsed, given } as unknown as Settings;
  requireAgreement(settings);
  return settings;
}

/** Settings that are each in range, and cannot be had together. */
function requireAgreement(settings: Settings): void {
  const { columns, rows, shape, layout, minUses, maxUses } = settings;
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
  if (maxUses !== 'unlimited' && minUses > maxUses) {
    throw new MosaicError('rules-impossible', boundsFields(minUses, maxUses));
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

/** A default need not be in the range of what can be given: 0 may stand for "decided by something else". */
function defaultOf(setting: Setting): Value {
  if (setting.kind === 'ratio') return parseRatio(setting, setting.default);
  if (setting.kind === 'length') return parseCell(setting, setting.default);
  if (setting.kind === 'size') return undefined;
  return setting.kind === 'bytes' ? parseBytes(setting, setting.default) : setting.default;
}

/** Whether the user set this one, rather than leaving it at its default. */
export function isGiven(settings: Settings, name: SettingName): boolean {
  return settings.given.includes(name);
}

function parseValue(setting: Setting, value: unknown): Value {
  switch (setting.kind) {
    case 'flag':
      if (typeof value === 'boolean') return value;
      throw refusal(setting, 'true or false', value);
    case 'choice':
      if (typeof value === 'string' && setting.words.includes(value)) return value;
      throw refusal(setting, setting.words.join(' or '), value);
    case 'ratio':
      return parseRatio(setting, value);
    case 'length':
      return parseCell(setting, value);
    case 'size':
      return parseSize(setting.name, value);
    case 'bytes':
      return parseBytes(setting, value);
    default:
      return parseNumber(setting, value);
  }
}

function parseNumber(setting: Setting, value: unknown): number | string {
  if (typeof value === 'string' && setting.words.includes(value)) return value;
  const words = setting.words.map((word) => ` or "${word}"`).join('');
  const what = setting.kind === 'integer' ? 'an integer' : 'a number';
  const range = setting.min === setting.max ? `${setting.min}` : `${what} from ${setting.min} to ${setting.max}`;
  const number = toNumber(value);
  const whole = setting.kind === 'number' || Number.isInteger(number);
  if (whole && number >= setting.min && number <= setting.max) return number;
  throw refusal(setting, range + words, value);
}

/** Parts of a ratio are measures or counts; what is beyond would leave no digits for the arithmetic. */
const LEAST_PART = 1e-3;
const MOST_PART = 1e5;

function parseRatio(setting: Setting, value: unknown): Ratio {
  const parts = typeof value === 'string' ? value.split(':') : Array.isArray(value) ? value : [];
  const [w, h] = parts.map(toNumber);
  const inRange = (part: number) => part >= LEAST_PART && part <= MOST_PART;
  if (parts.length === 2 && inRange(w) && inRange(h) && w / h >= setting.min && w / h <= setting.max) return [w, h];
  throw refusal(setting, 'width:height as 3:2, no more than 20:1', value);
}

/** A length; a number without a unit is pixels. */
function parseCell(setting: Setting, value: unknown): Length {
  const bare = toNumber(value);
  if (Number.isNaN(bare)) return parseLength(setting.name, value);
  if (Number.isInteger(bare) && bare >= setting.min && bare <= setting.max) return { value: bare, unit: 'px' };
  throw refusal(setting, `whole pixels from ${setting.min} to ${setting.max}, or a length as 15mm`, value);
}

/** What a letter behind a size stands for: 1 K is 1,024 bytes. */
const BYTES: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** `512M`, `1.5G`, or plain bytes. */
function parseBytes(setting: Setting, value: unknown): number {
  const [, digits, letter] = /^\s*([\d.]+)\s*([KMG]?)(?:i?B)?\s*$/i.exec(String(value)) ?? [];
  const bytes = Math.floor(toNumber(digits) * (BYTES[letter?.toUpperCase()] ?? Number.NaN));
  if (bytes >= setting.min && bytes <= setting.max) return bytes;
  const range = `from ${setting.min / 2 ** 20}M to ${setting.max / 2 ** 30}G`;
  throw refusal(setting, `a size ${range}, as 512M or 1G`, value);
}

/** A number, or a string that is a plain decimal number; everything else is NaN. */
function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
    ? Number(value)
    : Number.NaN;
}

function refusal(setting: Setting, expected: string, value: unknown): MosaicError {
  return new MosaicError('settings', { subject: setting.name, expected, received: shown(value) });
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
}

function names(settings: readonly Setting[]): string {
  return settings.map((setting) => setting.name).join(', ');
}
