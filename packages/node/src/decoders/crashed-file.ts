import { MosaicError } from '@tesserae/core/errors';

/** Whether an error says that a file has cost its decoder. */
export function isCrashedFile(error: unknown): error is MosaicError {
  return error instanceof MosaicError && (error.code === 'crashed' || error.code === 'timeout');
}

/** The error with the file's name in front if it says that the file has cost its decoder, which knew no name; else as it is. */
export function withFileName(path: string, error: unknown): unknown {
  return isCrashedFile(error) ? new MosaicError(error.code, `${path}: ${error.message}`, error.cause) : error;
}
