/** A decoder process's side: it does what its parent asks for, one thing at a time, until the parent is gone. */

import { MosaicError } from '@tesserae/core/errors';
import type { Answer, Memory, Order } from '../decoders/messages.js';

/** Waits until decoding may take this much memory, bytes. */
export type Allow = (bill: number) => Promise<void>;

/** For whoever has memory enough. */
export const freely: Allow = async () => {};

/** Something a decoder can do: takes and gives plain data. */
export type SkillOf<I, O> = (input: I, allow: Allow) => Promise<O>;

/**
 * Does what the parent process asks for.
 *
 * @param codec  the version of the codecs
 */
export function serve(skills: Readonly<Record<string, SkillOf<never, unknown>>>, codec: string): void {
  let share = 0;
  let go: () => void = () => {};
  const allow: Allow = async (bill) => {
    if (bill <= share) return;
    await new Promise<void>((resolve) => {
      go = resolve;
      say({ kind: 'heavy', bill });
    });
  };

  process.on('message', async (order: Order) => {
    if (order.kind === 'go') return go();
    share = order.share;
    try {
      // what a skill takes is known to who asked for it by its type
      const value = await skills[order.skill](order.input as never, allow);
      say({ kind: 'done', value, memory: memory() });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const code = error instanceof MosaicError ? error.code : 'failed';
      say({ kind: 'failed', code, message, memory: memory() });
    }
  });
  process.on('disconnect', () => process.exit());
  // a terminal sends its signals to the whole group: when to end is the parent's to say
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  say({ kind: 'ready', codec });
}

function say(answer: Answer): void {
  process.send?.(answer);
}

function memory(): Memory {
  return { now: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 };
}
