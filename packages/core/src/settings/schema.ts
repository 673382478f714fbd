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

function property({ about, kind, default: preset }: Setting): object {
  const description = kind.unit === undefined ? about : `${about} Unit: ${kind.unit}.`;
  return { description, ...kind.schema, ...(preset === undefined ? {} : { default: preset }) };
}
