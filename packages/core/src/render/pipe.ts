import { orAborted } from '../abort.js';
import { throwIfAborted } from '../errors.js';
import type { Sink } from '../ports.js';

/**
 * Lets chunks flow from a source into a sink and closes it. The next chunk is asked for when the one before is written.
 *
 * If the source, the sink or the signal ends it early, the source is closed, the sink is aborted (which leaves nothing
 * at its destination) and the reason is thrown.
 *
 * @throws MosaicError `aborted`, even while the sink is busy; what the source or the sink threw
 */
export async function pipe<T>(source: AsyncIterable<T>, sink: Sink<T>, signal?: AbortSignal): Promise<void> {
  try {
    for await (const chunk of source) {
      throwIfAborted(signal);
      await orAborted(sink.write(chunk), signal);
    }
    throwIfAborted(signal);
    await orAborted(sink.close(), signal);
  } catch (error) {
    // the first reason is the one to tell
    await sink.abort(error).catch(() => undefined);
    throw error;
  }
}
