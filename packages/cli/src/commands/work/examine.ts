/** `doctor`: whether all that the program needs is there and works. */

import { parseInput } from '@tesserae/jobs';
import { LIBRARY_ALONE } from '@tesserae/jobs/options';
import { type Check, runChecks } from '@tesserae/node/internal';
import { checkWords } from '../../words/en/jobs/findings.js';
import { plural } from '../../words/en/numbers.js';
import { essential } from '../../words/line.js';
import type { Work } from '../command.js';

const WORDS = { ok: 'ok', note: 'note', wrong: 'WRONG' } as const;

/** Examines the machine; the exit code is 1 if something is wrong. */
export const examine: Work = async (fields, { terminal, open }) => {
  const { library = open({}).library } = parseInput(LIBRARY_ALONE, fields);
  const checks = await runChecks(library);
  for (const check of checks) {
    terminal.event('check', { ...check, detail: checkWords(check) });
    terminal.line(essential(undefined, checkLine(check)));
  }
  const wrong = checks.filter(({ state }) => state === 'wrong').length;
  const exit = wrong === 0 ? 0 : 1;
  const verdict = wrong === 0 ? 'all is well' : `${plural(wrong, 'thing')} of ${checks.length} wrong`;
  terminal.line(essential(undefined, verdict));
  terminal.event('done', { checks: checks.length, wrong, exit });
  return exit;
};

function checkLine(check: Check): string {
  const { area, name, state } = check;
  const what = name === area ? '' : `${name}: `;
  return `${WORDS[state].padEnd(5)}  ${area.padEnd(7)}  ${what}${checkWords(check)}`;
}
