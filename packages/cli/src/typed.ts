/** Sentences about settings, in the words that were typed. */

import { flagName, SETTINGS } from '@tesserae/core/settings';
import type { LooseSettings } from './config.js';

/**
 * Names settings as a command line has them: `--max-uses` where core says `maxUses`. What came from a file keeps the name it
 * has there.
 *
 * @param typed  the settings that stood on the command line
 */
export function inTypedWords(sentence: string, typed: LooseSettings): string {
  let words = sentence;
  for (const { name } of SETTINGS) {
    if (typed[name] === undefined) continue;
    const flag = `--${flagName(name)}`;
    // a name at the beginning is the setting; inside, only camel case cannot be an ordinary word
    words = words.replace(new RegExp(`^${name}(?=:)`), flag);
    if (flagName(name) !== name) words = words.replace(new RegExp(`(?<![\\w-])${name}\\b`, 'g'), flag);
  }
  return words;
}
