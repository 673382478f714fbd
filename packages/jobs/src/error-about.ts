import { MosaicError } from '@tesserae/core';
import { type ErrorFields, withFields } from '@tesserae/core/internal';

/** The same error with what it is about; its sentence, if it has no fields yet, begins with that. */
export function errorAbout(error: MosaicError, fields: ErrorFields): MosaicError {
  if (error.sentence === undefined) return withFields(error, fields);
  return new MosaicError(error.code, `${fields.file ?? fields.subject}: ${error.sentence}`, error.cause);
}
