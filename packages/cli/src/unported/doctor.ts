/** `doctor`: whether all that the program needs is there and works. */

import { type Check, runChecks } from '@tesserae/node';
import { checkWords } from '../words/en/findings.js';
import { plural } from '../words/en/numbers.js';
import type { Call } from './call.js';
import { libraryPath } from './collection.js';

const WORDS = { ok: 'ok', note: 'note', wrong: 'WRONG' } as const;

/** Examines the machine; the exit code is 1 if something is wrong. */
export async function doctor(call: Call): Promise<number> {
  const { voice } = call;
  const checks = await runChecks(libraryPath(call));
  for (const check of checks) {
    voice.event('check', { ...check, detail: checkWords(check) });
    voice.result(checkLine(check), true);
  }
  const wrong = checks.filter(({ state }) => state === 'wrong').length;
  const exit = wrong === 0 ? 0 : 1;
  voice.result(wrong === 0 ? 'all is well' : `${plural(wrong, 'thing')} of ${checks.length} wrong`, true);
  voice.event('done', { checks: checks.length, wrong, exit });
  return exit;
}

function checkLine(check: Check): string {
  const { area, name, state } = check;
  const what = name === area ? '' : `${name}: `;
  return `${WORDS[state].padEnd(5)}  ${area.padEnd(7)}  ${what}${checkWords(check)}`;
}
