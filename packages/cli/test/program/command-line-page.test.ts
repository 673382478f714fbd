/** docs/command-line.md names every exit code and every variable of the environment that counts. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ERROR_CODES } from '@tesserae/core/internal';
import { exitCodeOf } from '../../dist/terminal/exit.js';
import { SIGNALS } from '../../dist/terminal/interrupt.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'command-line.md'), 'utf8');

/** What begins the rows of tables in a part of the page. */
function firstColumn(heading: string): string[] {
  const part = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return Array.from(part.matchAll(/^\| `?(\w+)`? \|/gm), ([, first]) => first).slice(1);
}

test('the page lists the exit codes', () => {
  const codes = new Set([0, 3, ...ERROR_CODES.map(exitCodeOf), ...SIGNALS.map(({ code }) => code)]);
  assert.deepEqual(firstColumn('Exit codes'), [...codes].sort((a, b) => a - b).map(String));
});

test('the page lists the variables that the sources read', () => {
  const found = ['cli', 'jobs', 'node', 'core'].flatMap((name) => {
    const sources = join(root, 'packages', name, 'src');
    return readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => {
        const text = readFileSync(join(sources, path), 'utf8');
        const read = [
          ...text.matchAll(/\benv\.([A-Z_]+)/g),
          ...text.matchAll(/\{ ([A-Z_]+)(?:: \w+)? \} = process\.env/g),
        ];
        return read.map(([, variable]) => variable);
      });
  });
  assert.deepEqual(firstColumn('Environment').sort(), [...new Set(found)].sort());
});

test('what is told to decoder processes is on the page', () => {
  const source = readFileSync(join(root, 'packages', 'node', 'src', 'decoders', 'decoder-process.ts'), 'utf8');
  const list = /SURROUNDINGS = \[([^\]]+)\]/.exec(source)?.[1] ?? '';
  const names = Array.from(list.matchAll(/'(\w+)'/g), ([, name]) => name);
  assert.ok(names.length > 3);
  for (const name of names) assert.ok(page.includes(`\`${name}\``), name);
});
