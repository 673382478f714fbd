/** What a decoder process and its parent say to each other. */

import type { ErrorData } from '@tesserae/core/errors';

/** To a decoder: one thing at a time. */
export type DecoderRequest =
  | {
      readonly kind: 'do';
      readonly operation: string;
      readonly input: unknown;
      /** Bytes that decoding may take without asking. */
      readonly share: number;
    }
  /** The memory that was asked for is there. */
  | { readonly kind: 'go' };

/** From a decoder. */
export type DecoderResponse =
  /** Once it has started, with the version of its codecs. */
  | { readonly kind: 'ready'; readonly codec: string }
  /** Before it decodes, what that takes, bytes: a large picture may take longer, and for more than its share it waits for `go`. */
  | { readonly kind: 'estimate'; readonly estimate: number }
  | { readonly kind: 'done'; readonly value: unknown; readonly memory: MemoryUsage }
  | {
      readonly kind: 'failed';
      readonly error: ErrorData;
      /** What the codec said, in its own words. */
      readonly cause?: string;
      readonly memory: MemoryUsage;
    };

/** Resident memory of a process, bytes. */
export interface MemoryUsage {
  readonly now: number;
  readonly peak: number;
}
