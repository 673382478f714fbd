import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SETTINGS } from '@tesserae/core';
import { flagName } from '@tesserae/core/internal';
import { type AnyTable, MAKE } from '@tesserae/jobs/options';
import { temporaryFolder } from '@tesserae/testing';
import { settingSpelling, wordsOf } from '../../dist/argv/rows.js';
import { COMMANDS } from '../../dist/commands/table.js';
import { JOBS, WORKS } from '../../dist/commands/work/works.js';
import { inProcess, tesserae } from '../support/tesserae.js';

test('the version is that of the package', async (t) => {
  const folder = temporaryFolder(t);
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const word of ['--version', 'version']) {
    const { exit, stdout, stderr } = await tesserae([word], { folder });
    assert.deepEqual([exit, stdout, stderr], [0, `${manifest.version}\n`, '']);
  }
});

test('version and help load neither the decoder nor the database', async (t) => {
  const folder = temporaryFolder(t);
  // what the process has in memory when it ends, said by Node's own report
  const spy = join(folder, 'spy.cjs');
  writeFileSync(
    spy,
    `process.on('exit', () => {
       const libraries = process.report.getReport().sharedObjects.filter((path) => /sharp|vips|sqlite/.test(path));
       process.stderr.write(libraries.join());
     });`,
  );
  const env = { NODE_OPTIONS: `--require=${spy}` };
  const light = [['--version'], ['--help'], ['make', '--help'], ['library', '--help'], []];
  const runs = await Promise.all(light.map((words) => tesserae(words, { folder, env })));
  for (const [i, { exit, stderr }] of runs.entries()) assert.deepEqual([exit, stderr], [0, ''], light[i].join(' '));

  const heavy = await tesserae(['inspect', spy], { folder, env });
  assert.match(heavy.stderr, /sqlite/, 'the spy sees');
  assert.doesNotMatch(heavy.stderr, /sharp|vips/, 'what is in files is decoded elsewhere');
});

test('help of make lists every setting with its range and default, and every flag', async () => {
  const { stdout } = await inProcess(['make', '--help-all']);
  const help = stdout.replace(/\s+/g, ' ');
  for (const setting of SETTINGS) {
    assert.ok(help.includes(settingSpelling(setting)), setting.name);
    assert.ok(help.includes(setting.about), setting.name);
    const { range } = setting.kind;
    if (range === undefined) continue;
    const preset = setting.name === 'size' ? '' : `; default ${setting.default}`; // absent, the cell decides
    assert.ok(help.includes(`[${range}${preset}]`), setting.name);
  }
  const { fields }: AnyTable = MAKE;
  for (const [name, { positional }] of Object.entries(fields)) {
    assert.ok(positional || help.includes(`--${flagName(name)}`), name);
  }
  assert.match(stdout, /Examples:/);
});

test('help of make shows the flags that most people use, looks first, and where the rest is', async () => {
  const { stdout } = await inProcess(['make', '--help']);
  const flags = [...stdout.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, name]) => name);
  assert.equal(flags[0], 'look');
  assert.ok(flags.includes('output') && flags.length <= 13, flags.join());
  assert.ok(stdout.includes('--help-all'));
  const all = (await inProcess(['make', '--help-all'])).stdout;
  assert.ok(!all.includes('--help-all') && all.includes('--spacing'));
});

test('help is a word, too', async () => {
  for (const [words, flags] of [
    ['help', '--help'],
    ['help make', 'make --help'],
    ['help library', 'library --help'],
    ['help library ls', 'library ls --help'],
  ]) {
    const [asWords, asFlags] = await Promise.all([words, flags].map((line) => inProcess(line.split(' '))));
    assert.deepEqual([asWords.exit, asWords.stdout], [0, asFlags.stdout], words);
  }
  const unknown = await inProcess(['help', 'nothing']);
  assert.equal(unknown.exit, 2);
  assert.match(unknown.stderr, /nothing/);
});

test('help of commands that take a plan calls its values the defaults', async () => {
  const help = async (command: string) => (await inProcess([command, '--help'])).stdout.replace(/\s+/g, ' ');
  assert.match(await help('render'), /--cell <LENGTH> [^\]]*; default as in the plan\]/);
  assert.match(await help('edit'), /--max-uses <N> [^\]]*; default as in the plan\]/);
  assert.match(await help('print'), /--dpi <N> [^\]]*; default 200\]/);
});

test('help of every command names its words and fits 80 columns', async () => {
  for (const { name, options, examples } of COMMANDS) {
    const { exit, stdout } = await inProcess([...name.split(' '), '--help-all']);
    assert.equal(exit, 0, name);
    const words = wordsOf(options).match(/[A-Z]+/g) ?? [];
    for (const word of words) assert.ok(stdout.includes(word), `${name}: ${word}`);
    const wide = stdout.split('\n').filter((line) => line.length > 80 && !examples.some((each) => line.includes(each)));
    assert.deepEqual(wide, [], name);
  }
});

test('every command has its work, with the options of the job; of jobs, clip alone is no command', () => {
  for (const { name } of COMMANDS) assert.ok(WORKS[name], name);
  const commands = new Map(COMMANDS.map(({ name, options }) => [name, options]));
  for (const { name, options } of JOBS)
    if (name !== 'clip' && name !== 'make') assert.equal(commands.get(name), options);
});

test('no words: help on stdout, and no failure', async (t) => {
  const { exit, stdout, stderr } = await tesserae([], { folder: temporaryFolder(t) });
  assert.equal(exit, 0);
  assert.equal(stderr, '');
  for (const { name } of COMMANDS) assert.ok(stdout.includes(name.split(' ')[0]), name);
});

test('what was not understood points to the help that lists it', async () => {
  const hintOf = async (...words: string[]) => (await inProcess([...words, '--json'])).last.hint;
  assert.equal(await hintOf('mak'), 'tesserae --help lists the commands.');
  assert.equal(await hintOf('score', '--colums', '3'), 'tesserae score --help lists its arguments and flags.');
  assert.equal(await hintOf('library', 'show'), 'tesserae library show --help lists its arguments and flags.');
  assert.equal(
    await hintOf('render', 'p.json', '-o', 'a.png', '--cell', '0'),
    'tesserae render --help lists its settings with their ranges.',
  );
});

const MISTAKES: readonly (readonly [words: string[], sentence: RegExp])[] = [
  [['mak'], /unknown command 'mak' \(Did you mean make\?\)/i],
  [['make', 'a.png', '-o', 'b.png', '--colums', '3'], /unknown option '--colums' \(Did you mean --columns\?\)/i],
  [['make'], /missing required argument 'TARGET'/i],
  [['index'], /^(error: )?photos: expected folders, files or a list of them/],
  [['score'], /^(error: )?plan: expected a plan, or a target and a mosaic/],
  [['make', 'a.png', '-o'], /argument missing/],
  [['render', 'a', 'b', '-o', 'c.png'], /too many arguments/i],
];

for (const [words, sentence] of MISTAKES) {
  test(`not understood: tesserae ${words.join(' ')}`, async () => {
    const plain = await inProcess(words);
    const json = await inProcess([...words, '--json']);
    assert.equal(plain.exit, 2);
    assert.equal(plain.stdout, '');
    assert.match(plain.stderr, sentence);
    if (words.at(-1) === '-o') return; // there --json is the option's value
    assert.equal(json.exit, 2);
    assert.equal(json.stderr, '');
    const { t: name, schema, exit, code, message, hint } = json.last;
    assert.deepEqual([name, schema, exit, code], ['error', 1, 2, 'usage']);
    assert.match(message, sentence);
    assert.match(hint, /tesserae/);
  });
}
