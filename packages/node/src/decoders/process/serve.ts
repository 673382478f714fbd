/** A decoder process's side: it does what its parent asks for, one thing at a time, until the parent is gone. */

import { type ErrorData, errorData } from '@tesserae/core/errors';
import { residentMemory } from './memory.js';
import type { DecoderRequest, DecoderResponse } from './messages.js';

/** Waits until decoding may take this much memory, bytes. */
export type RequestMemory = (estimate: number) => Promise<void>;

/** For whoever has memory enough. */
export const unlimitedMemory: RequestMemory = async () => {};

/** Something a decoder can do: takes and gives plain data. */
export type OperationOf<I, O> = (input: I, allow: RequestMemory) => Promise<O>;

/**
 * Does what the parent process asks for.
 *
 * @param codec  the version of the codecs
 */
export function serveOperations(
  operations: Readonly<Record<string, OperationOf<never, unknown>>>,
  codec: string,
): void {
  let share = 0;
  let go: () => void = () => {};
  const allow: RequestMemory = async (estimate) => {
    const answered = new Promise<void>((resolve) => {
      go = resolve;
    });
    send({ kind: 'estimate', estimate });
    if (estimate > share) await answered;
  };

  process.on('message', async (order: DecoderRequest) => {
    if (order.kind === 'go') return go();
    share = order.share;
    try {
      // what an operation takes is known to who asked for it by its type
      const value = await operations[order.operation](order.input as never, allow);
      send({ kind: 'done', value, memory: residentMemory() });
    } catch (error) {
      send({ kind: 'failed', ...failureOf(error), memory: residentMemory() });
    }
  });
  // nothing is left half done, and leaving in order would wait for codecs that are at work, perhaps for ever
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // a terminal sends its signals to the whole group: when to end is the parent's to say
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) process.on(signal, () => {});
  send({ kind: 'ready', codec });
}

function send(answer: DecoderResponse): void {
  process.send?.(answer);
}

function failureOf(error: unknown): { readonly error: ErrorData; readonly cause?: string } {
  const { cause } = error instanceof Error ? error : {};
  return { error: errorData(error), cause: cause instanceof Error ? cause.message : cause?.toString() };
}
