import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import { COMMANDS } from '../../dist/commands/table.js';
import { completions } from '../../dist/shells/completions.js';
import { BIN } from '../support/tesserae.js';

/** What bash offers for the last of these words. */
function offered(...words: readonly string[]): string[] {
  const ask = `${completions('bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tesserae; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', ask, 'bash', 'tesserae', ...words], { encoding: 'utf8' });
  assert.equal(stderr, '');
  return stdout.split('\n').filter((line) => line !== '');
}

test('bash offers commands, verbs, flags and the words of a choice, and leaves files to itself', (t) => {
  if (!canRun(t, hasCommand('bash'), 'bash')) return;
  assert.deepEqual(offered('re'), ['render']);
  assert.deepEqual(offered('library', 're'), ['repair', 'retry']);
  assert.deepEqual(offered('help', 'zo'), ['zoom']);
  assert.deepEqual(offered('make', 'a.jpg', '--loo'), ['--look']);
  assert.deepEqual(offered('make', 'a.jpg', '--look', 'c'), ['closest']);
  assert.deepEqual(offered('library', 'ls', '--lib'), ['--library']);
  assert.deepEqual(offered('completions', ''), ['bash', 'zsh', 'fish']);
  for (const words of [
    ['make', 'a'],
    ['make', 'a.jpg', '--output', 'b'],
    ['make', '-o', '-'],
  ]) {
    assert.deepEqual(offered(...words), [], words.join(' '));
  }
});

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  test(`${shell} takes the script, and it has every flag of every command`, (t) => {
    const { status: exit, stdout } = spawnSync(process.execPath, [BIN, 'completions', shell], { encoding: 'utf8' });
    assert.deepEqual([exit, stdout], [0, completions(shell)]);
    for (const { name, options } of COMMANDS) {
      for (const word of name.split(' ')) assert.ok(stdout.includes(word), word);
      for (const setting of options.settings) {
        const flag = setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        assert.ok(stdout.includes(flag), `${name} ${flag}`);
      }
    }
    const path = join(temporaryFolder(t), `tesserae.${shell}`);
    writeFileSync(path, stdout);
    if (!canRun(t, hasCommand(shell), `${shell} (Debian: ${shell})`)) return;
    const { status, stderr } = spawnSync(shell, ['-n', path], { encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, '']);
  });
}

test('fish offers flags with what they do, and the words of a choice', (t) => {
  if (!canRun(t, hasCommand('fish'), 'fish (Debian: fish)')) return;
  const offers = (line: string) =>
    spawnSync('fish', ['-c', `${completions('fish')}\ncomplete -C '${line}'`], { encoding: 'utf8' }).stdout;
  assert.match(offers('tesserae make --look '), /^whole-photos\b/m);
  assert.match(offers('tesserae make --max-'), /^--max-uses\tHow often each photo may be used at most$/m);
  assert.match(offers('tesserae library re'), /^repair\t/m);
});

test('the manual page has every command', () => {
  const page = readFileSync(new URL('../../man/tesserae.1', import.meta.url), 'utf8');
  for (const { name } of COMMANDS) assert.match(page, new RegExp(`^\\.SS tesserae ${name}\\b`, 'm'));
});
