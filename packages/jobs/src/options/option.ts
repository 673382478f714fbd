/**
 * The option table of a job: every field of its input, once. The parser of JSON and of command lines, help texts, the JSON Schema and
 * the documentation are made from it.
 */

import type { SettingName, Settings } from '@tesserae/core/settings';
import type { Kind } from './kinds.js';

/** One row of a table. */
export interface Option<T> {
  readonly kind: Kind<T>;
  readonly about: string;
  /** The letter that stands for it on a command line. */
  readonly short?: string;
  /** It is given without its name on a command line; such options follow each other in the order of the table. */
  readonly positional?: boolean;
  /** A job cannot be without it. */
  readonly required?: boolean;
  /** What it is where it is not given. */
  readonly default?: T;
  /** The code of an error about its value, where that is not the table's. */
  readonly code?: AnyTable['code'];
}

/** The input of a job: its own fields and, if it takes any, the settings of the mosaic. In JSON all are side by side. */
export interface WithSettings {
  readonly settings: Settings;
}

/** A row for a field of this type: what is never undefined is required or has a default. */
type Row<T> = undefined extends T
  ? Option<Exclude<T, undefined>>
  : Option<T> & ({ readonly required: true } | { readonly default: T });

/** Rows by field. */
export type Rows<Fields> = { readonly [Name in keyof Fields]-?: Row<Fields[Name]> };

/** The table of a job, in the order of help texts. */
export interface OptionTable<Input> {
  /** The settings that the job takes. */
  readonly settings: readonly SettingName[];
  readonly fields: Rows<Omit<Input, 'settings'>>;
  /** The code of an error about a value of its own fields. */
  readonly code: 'settings' | 'usage';
}

/** Any table, for what walks through tables. */
export interface AnyTable {
  readonly settings: readonly SettingName[];
  readonly fields: Readonly<Record<string, Option<unknown>>>;
  readonly code: 'settings' | 'usage';
}
