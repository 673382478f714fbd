/** A small plan for tests of `print`, and how to call it. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { hasCommand, type Scope } from '@tesserae/testing';
import { workshop } from './fixture.js';
import { inProcess } from './tesserae.js';

/** A plan of 10 × 8 cells, and how to print it. */
export async function printer(scope: Scope) {
  const shop = await workshop(scope);
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

/** As much of an ICC profile as has to do with us: a header, and tags that say nothing. @param kind  class, colours, connection space */
export function profileWith(kind: string, tags: readonly string[]): Buffer {
  const first = 132 + tags.length * 12;
  const profile = Buffer.alloc(first + 8);
  profile.writeUInt32BE(profile.length);
  profile.write(kind, 12, 'latin1');
  profile.write('acsp', 36, 'latin1');
  profile.writeUInt32BE(tags.length, 128);
  tags.forEach((name, i) => {
    profile.write(name, 132 + i * 12, 'latin1');
    profile.writeUInt32BE(first, 136 + i * 12);
    profile.writeUInt32BE(8, 140 + i * 12);
  });
  return profile;
}
