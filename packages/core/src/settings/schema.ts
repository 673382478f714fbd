/** The settings' JSON Schema, made from the table. */

import { SETTINGS, type Setting } from './table.js';

/** A JSON Schema (draft 2020-12) of the object that `parseSettings` takes. */
export function settingsSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Tesserae settings',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(SETTINGS.map((setting) => [setting.name, property(setting)])),
  };
}

function property(setting: Setting): object {
  const description = setting.unit === '' ? setting.about : `${setting.about} Unit: ${setting.unit}.`;
  const decided = typeof setting.default === 'number' && setting.default < setting.min;
  return { description, ...valueSchema(setting), ...(decided ? {} : { default: setting.default }) };
}

const LENGTH = '^[0-9]+([.,][0-9]+)? ?(mm|cm|m|in|px)$';
const SIZE =
  '^([0-9]+([.,][0-9]+)?(mm|cm|m|in|px)?x)?[0-9]+([.,][0-9]+)?(mm|cm|m|in|px)$|^[AaBb][0-6]$|^(letter|legal|tabloid|4k|8k)$';

function valueSchema(setting: Setting): object {
  const { kind, min, max, words } = setting;
  if (kind === 'flag') return { type: 'boolean' };
  if (kind === 'choice') return { enum: words };
  if (kind === 'ratio') return { type: 'string', pattern: '^[0-9.]+:[0-9.]+$' };
  const number = { type: kind === 'number' ? 'number' : 'integer', minimum: min, maximum: max };
  if (kind === 'length') return { anyOf: [number, { type: 'string', pattern: LENGTH }] };
  if (kind === 'size') return { anyOf: [number, { type: 'string', pattern: SIZE }] };
  if (kind === 'bytes') return { anyOf: [number, { type: 'string', pattern: '^[0-9.]+[KMG]$' }] };
  return words.length === 0 ? number : { anyOf: [number, { enum: words }] };
}
