/** Sentences about options, in the words that were typed. */

import { flagName } from '@tesserae/core/settings';

/**
 * Names options as a command line has them: `--max-uses` where core says `maxUses`. What came from a file keeps the name it
 * has there.
 *
 * @param typed  what stood on the command line, by name
 */
export function inTypedWords(sentence: string, typed: Readonly<Record<string, unknown>>): string {
  let words = sentence;
  for (const name of Object.keys(typed)) {
    const flag = `--${flagName(name)}`;
    // a name at the beginning is the setting; inside, only camel case cannot be an ordinary word
    words = words.replace(new RegExp(`^${name}(?=:)`), flag);
    if (flagName(name) !== name) words = words.replace(new RegExp(`(?<![\\w-])${name}\\b`, 'g'), flag);
  }
  return words;
}
