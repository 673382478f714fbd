/** What a test needs beyond Node: said aloud when it is missing, never silently left out. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { TestContext } from 'node:test';

/**
 * Says whether a test can run here, and skips it visibly when it cannot. Under `TESSERAE_REQUIRE_ALL=1` a skip is a
 * failure: that is how a machine that should have everything proves that nothing was left out.
 *
 *     if (!need(t, hasCommand('vipsthumbnail'), 'vipsthumbnail (Debian: libvips-tools)')) return;
 *
 * @param what  the missing thing, as it stands after "needs"
 * @returns `condition`
 */
export function canRun(t: TestContext, condition: boolean, what: string): boolean {
  if (condition) return true;
  assert.ok(process.env.TESSERAE_REQUIRE_ALL !== '1', `needs ${what}, and TESSERAE_REQUIRE_ALL=1 allows no skip`);
  t.skip(`needs ${what}`);
  return false;
}

/** What was found out of programs. */
const known = new Map<string, boolean>();

/** Says whether a program answers here: runs it once and looks whether it ends well. */
export function hasCommand(command: string, args: readonly string[] = ['--version']): boolean {
  const line = [command, ...args].join(' ');
  const answers = known.get(line) ?? spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  known.set(line, answers);
  return answers;
}
