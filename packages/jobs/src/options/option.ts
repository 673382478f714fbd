/**
 * The option table of a job: every field of its input, once. The type of the input, the parser of JSON and of command lines, help
 * texts, the JSON Schema and the documentation are made from it.
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

/** Rows by field. */
export type Rows = Readonly<Record<string, Option<unknown>>>;

/** Any table, for what walks through tables. */
export interface AnyTable {
  /** The settings that the job takes. */
  readonly settings: readonly SettingName[];
  /** In the order of help texts. */
  readonly fields: Rows;
  /** The code of an error about a value of its own fields. */
  readonly code: 'settings' | 'usage';
}

/** The table of a job with this input. */
export interface OptionTable<Input> extends AnyTable {
  /** For the compiler alone, which finds the type of the input here: no table has it. */
  readonly input?: Input;
}

/** The input of a job: its own fields and, if it takes any, the settings of the mosaic. In JSON all are side by side. */
export interface WithSettings {
  readonly settings: Settings;
}

type ValueOf<Row> = Row extends { readonly kind: Kind<infer T> } ? T : never;

/** Rows whose field is never undefined. */
type Certain = { readonly required: true } | { readonly default: string | number | boolean | object };

/** The fields that rows stand for. */
export type FieldsOf<R> = {
  readonly [Name in keyof R as R[Name] extends Certain ? Name : never]: ValueOf<R[Name]>;
} & {
  readonly [Name in keyof R as R[Name] extends Certain ? never : Name]?: ValueOf<R[Name]>;
};

/** A table as it is written: most take no settings, and say `usage`. */
type Written = Pick<AnyTable, 'fields'> & Partial<AnyTable>;

type Described<Table extends Written> = FieldsOf<Table['fields']> &
  (Table extends { readonly settings: object } ? WithSettings : unknown);

/** Makes a table. */
export function table<const Table extends Written>(
  written: Table,
): Pick<Table, 'fields'> & OptionTable<Described<Table>> {
  return { settings: [], code: 'usage', ...written };
}

/** The input that a table describes. */
export type InputOf<Table> = Table extends OptionTable<infer Input> ? Input : never;
