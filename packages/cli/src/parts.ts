/** How a command keeps parts of its output, and what it says of those of an earlier run. */

import type { PartsOptions } from '@tesserae/node';
import type { Call } from './call.js';
import { plural } from './progress.js';

/** Keeps parts with a key, as the flags ask for. */
export function partsOf({ flags, voice }: Call, key: string): PartsOptions {
  return {
    key,
    resume: flags.resume === true,
    onEarlier({ code, parts }) {
      const there = plural(parts, 'part');
      if (code === 'parts-used') voice.step('resume', `${there} of an earlier run are used again`);
      else if (code === 'parts-of-another-run') {
        voice.note(`resume: ${there} of an earlier run are not of the same output, and were removed.`);
      } else voice.note(`${there} of an earlier run were removed: --resume would have used them again.`);
      voice.event('parts', { code, parts });
    },
  };
}
