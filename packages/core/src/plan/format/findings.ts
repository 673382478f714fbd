/** How good a mosaic is, as plans and reports tell it. */

import type { Certificate } from '../../assign/price/certificate.js';
import {
  about,
  BOOLEAN,
  type JsonKind,
  mapOf,
  NUMBER,
  nullable,
  numberFrom,
  otherwise,
} from '../../runtime/json-kinds.js';

/** JSON has no infinity: a share of a bound of 0 is written as null. */
const SHARE: JsonKind<number> = {
  schema: { type: ['number', 'null'], description: 'Of the lower bound; null stands for infinite.' },
  read: (json, path) => (json === null ? Number.POSITIVE_INFINITY : NUMBER.read(json, path)),
};

/** What reports tell of a certificate, too. The bounds of older plans left spacing aside. */
export const CERTIFICATE_FIELDS: { readonly [Name in keyof Certificate]: JsonKind<Certificate[Name]> } = {
  cost: about(NUMBER, 'Of all cells, each by itself.'),
  lowerBound: about(NUMBER, 'No arrangement that obeys the rules costs less.'),
  gap: SHARE,
  spaced: otherwise(
    about(BOOLEAN, 'Whether the bound counts the spacing in; else it is of arrangements without it, too.'),
    false,
  ),
  steps: otherwise(about(numberFrom(0, Number.MAX_SAFE_INTEGER, true), 'By which the bound was raised.'), 0),
  converged: otherwise(about(BOOLEAN, 'Whether more of them would hardly raise it.'), true),
};

/** Numbers of the scorecard by their names: programs of other versions have other ones. */
export const METRICS: JsonKind<Readonly<Record<string, number>> | null> = about(
  nullable(mapOf(NUMBER)),
  'What the scorecard said of the picture; null if it was not judged.',
);
