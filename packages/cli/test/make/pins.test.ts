import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { workshop } from '../support/fixture.js';
import { inProcess, listing } from '../support/tesserae.js';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

test('pinned photos stand in their cells and banned ones nowhere', async (t) => {
  const { at, library, make } = await workshop(t);
  await inProcess(['index', at('a'), at('b'), ...library]);
  const shown = await inProcess(['library', 'show', at('b/photo-0003.png'), ...library, '--json']);
  const hash = shown.events[0].hash.slice(0, 10);
  const pins = ['--pin', `r2c3=${at('a/photo-0001.png')}`, '--pin', `R8C10=${hash}`];
  const { exit, last } = await make(...pins, '--ban', at('b/photo-000?.png'));
  // the banned pattern covers the photo pinned by its hash
  assert.deepEqual([exit, last.code], [4, 'rules-impossible']);
  assert.match(last.message, /banned too/);

  const bans = ['--ban', at('a/photo-0002.png'), '--ban', at('b/photo-001*')];
  const files = ['--placements', at('pl.json'), '--plan', at('p.json')];
  const right = await make(...pins, ...bans, ...files);
  assert.equal(right.exit, 0, JSON.stringify(right.last));
  const { photos, ids } = json(at('pl.json'));
  const paths = photos.map((photo: number) => ids[photo]);
  assert.equal(paths[12], at('a/photo-0001.png'));
  assert.equal(paths[79], at('b/photo-0003.png'));
  const absent = paths.filter((path: string) => path === at('a/photo-0002.png') || /\/b\/photo-001/.test(path));
  assert.deepEqual(absent, []);
  assert.equal((await inProcess(['verify', at('p.json')])).exit, 0);
});

test('pins and bans that cannot be are refused with a sentence, and nothing is written', async (t) => {
  const { folder, at, library, make } = await workshop(t);
  await inProcess(['index', at('a'), at('b'), ...library]);
  const before = listing(folder);
  const one = at('a/photo-0001.png');
  for (const [words, exit, code, sentence] of [
    [['--pin', `r9c1=${one}`], 4, 'rules-impossible', /^--pin: expected a cell from r1c1 to r8c10, received r9c1\.$/],
    [['--pin', `12,40=${one}`], 2, 'usage', /^--pin: expected a cell and a photo, as r12c40=/],
    [
      ['--pin', `r1c1=${at('gone.png')}`],
      1,
      'not-found',
      /^--pin: expected the path or hash of a photo, received .*gone\.png/,
    ],
    [['--pin', `r1c1=${one}`, '--ban', at('a')], 4, 'rules-impossible', /^--pin: .*banned.* Leave out/],
    [
      ['--pin', `r1c1=${one}`, '--pin', `r1c1=${at('a/photo-0002.png')}`],
      4,
      'rules-impossible',
      /^--pin: expected .* another photo for the same cell/,
    ],
    [
      ['--pin', `r1c1=${one}`, '--pin', `r3c3=${one}`, '--spacing', '2'],
      4,
      'rules-impossible',
      /^--spacing: .* the same photo is pinned to r1c1 and r3c3.* Set --spacing to 1/,
    ],
    [
      [
        '--pin',
        `r1c1=${one}`,
        '--pin',
        `r8c8=${one}`,
        '--pin',
        `r1c9=${one}`,
        '--pin',
        `r8c1=${one}`,
        '--pin',
        `r4c4=${one}`,
        '--max-uses',
        '4',
      ],
      4,
      'rules-impossible',
      /^--pin: expected at most 4 cells .* received 5\. Set --max-uses to at least 5/,
    ],
    [['--ban', at('*.gif')], 1, 'not-found', /^--ban: expected .*\*\.gif\. Leave out --ban\.$/],
    [['--ban', folder], 4, 'rules-impossible', /^--ban: .*a ban of every photo/],
    [
      ['--ban', at('a'), '--max-uses', '6'],
      4,
      'rules-impossible',
      /^--max-uses: .* 12 photos used at most 6 times, which makes 72/,
    ],
  ] as const) {
    const { exit: found, last } = await make(...words);
    assert.deepEqual([found, last.code], [exit, code], JSON.stringify(last));
    assert.match(last.message, sentence);
  }
  assert.deepEqual(listing(folder), before);
  // what a pin says wrongly is found before any photo is looked at
  for (const pin of [`12,40=${one}`, `r9c1=${one}`]) {
    const words = ['make', at('target.png'), at('none'), '--columns', '10', '--pin', pin, '-n', '--json'];
    assert.match((await inProcess(words)).last.message, /^--pin: /);
  }
});
