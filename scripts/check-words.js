/**
 * Checks that what lies below the command line does not speak of it: no flag, no command and no exit code stands in a string or a
 * comment of the sources of core, node, jobs and viewer. An error says `{ set: 'maxUses', atLeast: 20 }`; each face finds its words.
 */

import { sourceFiles } from './sources.js';

const BELOW = /^packages\/(core|node|jobs|viewer)\/src\//;

/** What must not be said, and how it is called. */
const SPOKEN = /** @type {const} */ ([
  ['a flag', /(?<![\w-])--[a-z][\w-]*/g],
  [
    'a command',
    /\btesserae (clip|doctor|edit|film|index|inspect|job|library|make|plan|print|render|score|verify|zoom)\b/g,
  ],
  ['an exit code', /\bexit codes?\b/gi],
]);

/** Flags of others: an option of Node, and a property of CSS. */
const OTHERS = ['--max-semi-space-size', '--share'];

const sources = sourceFiles().filter(({ path }) => BELOW.test(path));
let faults = 0;
for (const { path, text } of sources) {
  text.split('\n').forEach((line, i) => {
    for (const [what, pattern] of SPOKEN) {
      for (const [words] of line.matchAll(pattern)) {
        if (OTHERS.includes(words)) continue;
        faults++;
        console.error(`${path}:${i + 1}: speaks of ${what}, ${words}. Give data, and let the command line say it.`);
      }
    }
  });
}
if (faults > 0) process.exitCode = 1;
else console.log(`words: ${sources.length} files below the command line do not speak of it.`);
