/** A small plan for tests of `print`, and how to call it. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { hasCommand } from '@tesserae/testing';
import { inProcess } from './tesserae.js';
import { workshop } from './workshop.js';

/** A plan of 10 × 8 cells, and how to print it. */
export async function printer(t: TestContext) {
  const shop = await workshop(t);
  const made = await shop.make('--plan', shop.at('p.json'));
  assert.equal(made.exit, 0, JSON.stringify(made.last));
  const print = (name: string, ...words: string[]) =>
    inProcess(['print', shop.at('p.json'), ...shop.library, '-o', shop.at(name), '--json', ...words]);
  return { ...shop, print };
}

/** What a test says that it needs, and whether it is here. */
export const PDF_TOOLS = 'qpdf, pdfinfo and pdftoppm (Debian: qpdf, poppler-utils)';

/** Whether the readers of PDF are here. */
export const hasPdfTools = (): boolean =>
  hasCommand('qpdf') && hasCommand('pdftoppm', ['-v']) && hasCommand('pdfinfo', ['-v']);

/** What another program says. */
export const output = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' });

/** Makes sure that a PDF has no fault. */
export function sound(path: string): void {
  assert.match(output('qpdf', '--check', path), /No syntax or stream encoding errors found/);
}
