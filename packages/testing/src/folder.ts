import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What something lasts for: a test, or, as `{ after }` of node:test, all tests of a file. */
export interface Scope {
  after(work: () => void): void;
}

/** Makes an empty folder for a test or a file of tests; it is removed, with all that is in it, when they have ended. */
export function temporaryFolder(scope: Scope): string {
  const folder = mkdtempSync(join(tmpdir(), 'tesserae-test-'));
  // a worker of the test may still be closing its files: try a few times before giving up
  scope.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
