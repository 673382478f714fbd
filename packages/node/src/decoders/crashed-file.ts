import { MosaicError, withFields } from '@tesserae/core/errors';

/** Whether an error says that a file has cost its decoder. */
export function isCrashedFile(error: unknown): error is MosaicError {
  return error instanceof MosaicError && (error.code === 'crashed' || error.code === 'timeout');
}

/** Whether an error says something of the file that a decoder was asked about, and not of the machine or the caller. */
export function isAboutFile(error: unknown): error is MosaicError {
  return error instanceof MosaicError && error.code !== 'failed' && error.code !== 'aborted';
}

/** The error with the file's name in front if it is about the file: decoders leave it out. Else as it is. */
export function withFileName(name: string, error: unknown): unknown {
  return isAboutFile(error) ? withFields(error, { file: name }) : error;
}
