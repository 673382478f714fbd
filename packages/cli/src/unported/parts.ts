/** How these commands keep parts of their output, and what they say of those of an earlier run. */

import type { PartsOptions } from '@tesserae/node';
import { partsLine } from '../words/en/run.js';
import type { Call } from './call.js';

/** Keeps parts with a key, as the flags ask for. */
export function partsOf({ flags, voice }: Call, key: string): PartsOptions {
  return {
    key,
    resume: flags.resume === true,
    onEarlier(earlier) {
      const { label = '', text } = partsLine(earlier);
      voice.step(label, text);
      voice.event('parts', { ...earlier });
    },
  };
}
