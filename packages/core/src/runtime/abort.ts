import { MosaicError } from '../errors.js';

/**
 * Waits for `work` or for `signal`, whichever comes first. Work that lost goes on, and its outcome is ignored.
 *
 * @throws MosaicError `aborted` as soon as `signal` is aborted; whatever `work` throws
 */
export function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(new MosaicError('aborted', {}, signal.reason));
    signal.addEventListener('abort', stop);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
  });
}
