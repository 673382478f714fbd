import { throwIfAborted } from '../errors.js';
import type { Hooks, Sink } from '../ports.js';
import { abortable } from '../runtime/abort.js';

/**
 * Lets chunks flow from a source into a sink and closes it. The next chunk is asked for when the one before is written.
 *
 * If the source, the sink or the signal ends it early, the source is closed, the sink is aborted (which leaves nothing
 * at its destination) and the reason is thrown. A signal that comes when the sink is past stopping changes nothing: the
 * output is there, and the promise resolves.
 *
 * @throws MosaicError `aborted`, even while the source or the sink is busy; what the source or the sink threw
 */
export async function pipe<T>(
  source: AsyncIterable<T>,
  sink: Sink<T>,
  { signal }: Pick<Hooks, 'signal'> = {},
): Promise<void> {
  const chunks = source[Symbol.asyncIterator]();
  let closing = false;
  try {
    await pass(chunks, sink, signal);
    throwIfAborted(signal);
    closing = true;
    await abortable(sink.close(), signal);
  } catch (error) {
    // a source that is busy closes when it is done, which an abort does not wait for
    if (!closing) await abortable(Promise.resolve(chunks.return?.()), signal).catch(() => undefined);
    // the first reason is the one to tell
    const undone = await sink.abort(error).catch(() => true);
    if (undone) throw error;
  }
}

async function pass<T>(chunks: AsyncIterator<T>, sink: Sink<T>, signal: AbortSignal | undefined): Promise<void> {
  for (;;) {
    throwIfAborted(signal);
    const { done, value } = await abortable(chunks.next(), signal);
    if (done) return;
    throwIfAborted(signal);
    await abortable(sink.write(value), signal);
  }
}
