import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { canRun, hasCommand } from '@tesserae/testing';
import { studio } from '../support/film-fixture.js';
import { inFolder, listing, tesserae } from '../support/tesserae.js';

const { at, film, folder, library } = await studio({ after });

test('what cannot be is refused before any work, in a sentence, and nothing is left', async () => {
  const scripts: Record<string, string> = {
    'text.json': 'zoom in please',
    'list.json': '[]',
    'key.json': '{"version":1,"scenes":[{"seconds":1},{"seconds":1,"camera":[{"at":2,"look":"whole"}]}]}',
    'cell.json': '{"version":1,"scenes":[{"seconds":1,"camera":[{"at":0,"look":{"cell":"r99c1"}}]}]}',
    'morph.json': '{"version":1,"scenes":[{"seconds":1,"morph":[{"at":0,"value":1}]}]}',
  };
  for (const [name, text] of Object.entries(scripts)) writeFileSync(at(name), text);
  writeFileSync(at('there.mp4'), 'mine');
  const before = listing(folder);
  const mp4 = at('f.mp4');
  const cases: [exit: number, code: string, sentence: RegExp, ...words: string[]][] = [
    [2, 'settings', /^--seconds: expected a number from 0\.1 to 600, received 0\.$/, '-o', mp4, '--seconds', '0'],
    [2, 'settings', /^--seconds: expected a number as 12, received "long"\.$/, '-o', mp4, '--seconds', 'long'],
    [2, 'settings', /^--fps: expected a whole number as 30 or 60, received "0"\.$/, '-o', mp4, '--fps', '0'],
    [2, 'settings', /^--style: expected one of zoom-in, .*endless, received "spin"\.$/, '-o', mp4, '--style', 'spin'],
    [
      2,
      'settings',
      /^--for: expected reels, .* or pixels as 1280x720, received "cinema"\.$/,
      '-o',
      mp4,
      '--for',
      'cinema',
    ],
    [
      2,
      'settings',
      /^--background: expected a colour as "#101014", received "red"\.$/,
      '-o',
      mp4,
      '--background',
      'red',
    ],
    [2, 'settings', /^--encoder: expected one of auto, wasm, native, ffmpeg/, '-o', mp4, '--encoder', 'magic'],
    [2, 'settings', /^--landing: expected a cell from r1c1 to r8c10, received r9c1\.$/, '-o', mp4, '--landing', 'r9c1'],
    [1, 'not-found', /^--landing: .*nowhere\.jpg/, '-o', mp4, '--landing', 'nowhere.jpg'],
    [5, 'limit', /even sides, received 97 × 54\..* 98x54\.$/, '-o', mp4, '--for', '97x54'],
    [5, 'limit', /received 9000 × 9000/, '-o', mp4, '--for', '9000x9000'],
    [5, 'limit', /at most 40 megapixels a frame/, '-o', at('f.webp'), '--for', '16000x16000'],
    [2, 'settings', /^--for: expected reels.* received "constructor"\.$/, '-o', mp4, '--for', 'constructor'],
    [2, 'unknown-format', /f\.avi: expected one of the suffixes \.mp4/, '-o', at('f.avi')],
    [2, 'usage', /^output: expected .*film\.mp4/],
    [2, 'exists', /there\.mp4: exists already/, '-o', at('there.mp4')],
    [2, 'exists', /a file that this job reads/, '-o', at('target.png'), '--poster', at('target.png'), '-y', '-o', mp4],
    [2, 'unknown-format', /f\.txt/, '-o', mp4, '--poster', at('f.txt')],
    [1, 'not-found', /no/, '-o', at('no/f.mp4')],
    [2, 'usage', /^--with: /, '-o', mp4, '--style', 'disperse', '--with', at('p.json')],
    [2, 'usage', /^with: expected .*plan.* --with\.$/, '-o', mp4, '--style', 'morph'],
    [2, 'usage', /^--landing: /, '-o', mp4, '--style', 'reveal', '--landing', 'r1c1'],
    [2, 'usage', /^--seconds: .* script/, '-o', mp4, '--script', at('key.json'), '--seconds', '4'],
    [1, 'not-a-script', /text\.json: expected JSON/, '-o', mp4, '--script', at('text.json')],
    [1, 'not-a-script', /list\.json: .*expected an object/, '-o', mp4, '--script', at('list.json')],
    [
      1,
      'not-a-script',
      /key\.json: .*scenes\[1\]\.camera\[0\]\.at: expected a number from 0 to 1/,
      '-o',
      mp4,
      '--script',
      at('key.json'),
    ],
    [
      2,
      'settings',
      /scenes\[0\]\.camera\[0\]\.look: expected a cell from r1c1 to r8c10/,
      '-o',
      mp4,
      '--script',
      at('cell.json'),
    ],
    [2, 'usage', /^with: expected .*plan/, '-o', mp4, '--script', at('morph.json')],
    [1, 'not-found', /gone\.json: there is no such file/, '-o', mp4, '--script', at('gone.json')],
    [1, 'not-found', /target\.png: expected its plan beside it/, '-o', mp4, '--with', at('target.png')],
    [1, 'not-found', /nothing\.png/, '-o', mp4, '--target', at('nothing.png')],
  ];
  for (const [exit, code, sentence, ...words] of cases) {
    const ended = await film(...words);
    const said = `${words.join(' ')}: ${ended.last.message}`;
    assert.deepEqual([ended.exit, ended.last.t, ended.last.code], [exit, 'error', code], said);
    assert.match(ended.last.message, sentence);
  }
  renameSync(at('target.png'), at('gone.png'));
  const reveal = await film('-o', mp4, '--style', 'reveal');
  assert.deepEqual([reveal.exit, reveal.last.code, reveal.last.waysOut], [1, 'not-found', [{ give: 'target' }]]);
  renameSync(at('gone.png'), at('target.png'));
  assert.deepEqual(listing(folder), before);
  assert.equal(readFileSync(at('there.mp4'), 'utf8'), 'mine');
});

test('a title that cannot be set or read is refused', async () => {
  const cases: [sentence: RegExp, ...words: string[]][] = [
    [/^--title: expected Latin, Greek or Cyrillic letters, received 生 日\.$/, '--title', '生日'],
    [/^--end: expected a text of 1 to 200 letters, received " "\.$/, '--end', ' '],
    [/^--end: expected a text that can be read in a frame of 96×54 px, received 99 letters/, '--end', 'w'.repeat(99)],
  ];
  for (const [sentence, ...words] of cases) {
    const { exit, last } = await film('-o', at('t.mp4'), ...words);
    assert.deepEqual([exit, last.code], [2, 'settings']);
    assert.match(String(last.message), sentence);
  }
});

test('Ctrl-C leaves nothing', async () => {
  const before = listing(folder);
  const words = ['film', at('p.json'), ...library, '-o', at('long.mp4'), '--seconds', '4', '--for', '96x54', '--json'];
  const { exit, last } = await inFolder(words, { folder, stopAt: { stage: 'film', signals: ['SIGINT'] } });
  assert.deepEqual([exit, last.t, last.code], [130, 'error', 'aborted']);
  assert.match(last.hint, /^Start again with: tesserae film .*long\.mp4/);
  assert.deepEqual(listing(folder), before);
});

test('a disk that is too small is told before any work, a disk that becomes full leaves nothing on it', async (t) => {
  if (!canRun(t, process.getuid?.() === 0 && hasCommand('mount'), 'root, to mount a small disk')) return;
  mkdirSync(at('disk'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at('disk')]);
  try {
    const known = await film('-o', at('disk/a.mp4'), '--seconds', '30', '--for', '640x360');
    assert.deepEqual([known.exit, known.last.code], [20, 'no-space']);
    assert.ok(!known.events.some((event) => event.t === 'progress'), 'nothing was drawn');
    const met = await film('-o', at('disk/b.webp'), '--seconds', '1', '--for', '320x180', '--quality', '95');
    assert.deepEqual([met.exit, met.last.code], [20, 'no-space'], met.last.message);
    assert.deepEqual(listing(at('disk')), []);
  } finally {
    execFileSync('umount', [at('disk')]);
  }
});

test('an encoder that is asked for and absent is told, with the way out', async () => {
  const before = listing(folder);
  for (const [name, ...words] of [['a.mp4', '--encoder', 'ffmpeg'], ['a.webm']]) {
    const all = ['film', at('p.json'), ...library, '-o', at(name), ...words, '--json'];
    const { exit, last } = await tesserae(all, { folder, env: { PATH: folder } });
    assert.deepEqual([exit, last.code], [1, 'unsupported']);
    assert.match(last.message, /ffmpeg.*(--encoder (to )?wasm|\.mp4)/);
  }
  assert.deepEqual(listing(folder), before);
});
