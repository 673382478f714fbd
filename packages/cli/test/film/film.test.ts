import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { STYLES } from '@tesserae/core';
import { FILM } from '@tesserae/jobs/options';
import { COMMANDS } from '../../dist/commands/table.js';
import { studio } from '../support/film-fixture.js';

const { at, film, folder, make } = await studio({ after });

function hash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

test('a plan becomes a film of every style, in one sentence of facts', async () => {
  assert.equal((await make('--plan', at('q.json'), '--seed', '5', '--max-uses', '8')).exit, 0);
  for (const style of STYLES) {
    const other = style === 'morph' ? ['--with', at('q.json')] : [];
    const { exit, last, events } = await film('-o', at(`${style}.gif`), '--style', style, '--seconds', '1.2', ...other);
    assert.equal(exit, 0, `${style}: ${last.message}`);
    const { t: kind, width, height, fps, frames, seconds, bytes } = last;
    assert.deepEqual([kind, width, height, fps, frames, seconds], ['done', 96, 54, 10, 12, 1.2]);
    assert.equal(bytes, statSync(at(`${style}.gif`)).size);
    assert.equal(last.landing !== null, style.startsWith('zoom') || style === 'endless', style);
    const progress = events.filter((event) => event.t === 'progress' && event.stage === 'film');
    assert.deepEqual([progress.at(-1)?.done, progress.at(-1)?.total, progress.at(-1)?.eta], [12, 12, 0]);
  }
});

test('formats follow the suffix, a poster stands beside, and says so', async () => {
  const mp4 = await film('-o', at('f.mp4'), '--seconds', '.5', '--poster', at('f.jpg'));
  assert.deepEqual([mp4.exit, mp4.last.encoder], [0, 'H.264, built-in encoder (WebAssembly)']);
  assert.equal(readFileSync(at('f.mp4')).toString('latin1', 4, 8), 'ftyp');
  assert.ok(statSync(at('f.jpg')).size > 500);
  const frames = await film('-o', at('frames/%03d.png'), '--seconds', '.3', '--for', '65x37');
  assert.deepEqual([frames.exit, frames.last.bytes], [0, null]);
  assert.deepEqual(readdirSync(at('frames')), ['001.png', '002.png', '003.png', 'tesserae.json']);
});

test('the same film again is the same file, from one thread or three; another seed of the plan is another film', async () => {
  const disperse = ['--style', 'disperse', '--seconds', '1'];
  for (const [name, jobs] of [
    ['a', '1'],
    ['b', '3'],
  ]) {
    assert.equal((await film('-o', at(`${name}.mp4`), ...disperse, '-j', jobs)).exit, 0);
  }
  assert.equal(hash(at('a.mp4')), hash(at('b.mp4')));
  const text = readFileSync(at('p.json'), 'utf8');
  const plan = JSON.parse(text);
  writeFileSync(at('p.json'), JSON.stringify({ ...plan, seed: plan.seed + 1 }));
  assert.equal((await film('-o', at('c.mp4'), ...disperse)).exit, 0);
  writeFileSync(at('p.json'), text);
  assert.notEqual(hash(at('a.mp4')), hash(at('c.mp4')));
});

test('a landing is a cell, a photo by its path or hash, or chosen', async () => {
  const land = async (where: string) => {
    const { exit, last } = await film('-o', at('l.gif'), '--seconds', '.2', '-y', '--landing', where);
    assert.equal(exit, 0, last.message);
    return last.landing;
  };
  assert.equal(await land('r3c7'), 'r3c7');
  assert.equal(await land('C-7'), 'r3c7', 'as it is called on paper');
  const { ids, photos, paths, layout } = JSON.parse(readFileSync(at('p.json'), 'utf8'));
  const photo = photos[0];
  const byHash = await land(ids[photo].slice(0, 10));
  assert.equal(await land(paths[photo]), byHash);
  const [, row, column] = /^r(\d+)c(\d+)$/.exec(byHash) ?? [];
  assert.equal(photos[(Number(row) - 1) * layout.columns + Number(column) - 1], photo);
  const auto = await land('auto');
  // the target only helps to choose
  renameSync(at('target.png'), at('elsewhere.png'));
  assert.match(await land('auto'), /^r\d+c\d+$/);
  const told = await film('-o', at('l.gif'), '--seconds', '.2', '-y', '--target', at('elsewhere.png'));
  assert.equal(told.last.landing, auto);
  assert.ok(!JSON.stringify(told.last).includes(`${folder}/a/`), 'no path of a photo is told');
  renameSync(at('elsewhere.png'), at('target.png'));
});

test('a script is read from a file; one that flashes is told, and made', async () => {
  const script = (name: string, json: unknown) => writeFileSync(at(name), JSON.stringify(json));
  const blink = Array.from({ length: 12 }, (_, i) => ({ at: i / 11, value: i % 2, ease: 'linear' }));
  script('calm.json', {
    version: 1,
    scenes: [
      { seconds: 0.5 },
      {
        seconds: 0.5,
        target: [
          { at: 0, value: 0 },
          { at: 1, value: 1 },
        ],
      },
    ],
  });
  script('wild.json', {
    version: 1,
    background: '#ffffff',
    scenes: blink.map(({ value }) => ({
      seconds: 0.1,
      camera: [{ at: 0, look: 'whole' }],
      scatter: [{ at: 0, value }],
    })),
  });
  const calm = await film('-o', at('calm.gif'), '--script', at('calm.json'));
  assert.deepEqual([calm.exit, calm.last.frames, calm.last.style], [0, 10, null]);
  assert.deepEqual(
    calm.events.filter((event) => event.t === 'note'),
    [],
  );
  const wild = await film('-o', at('wild.gif'), '--script', at('wild.json'), '--for', '128x96');
  assert.equal(wild.exit, 0);
  assert.match(
    wild.events.find((event) => event.t === 'note')?.message,
    /flashes \d+ times in a second\. More than 3 can cause seizures/,
  );
});

test('photos that are gone are drawn from their thumbnails, and that is said', async () => {
  for (const name of ['a', 'b']) renameSync(at(name), at(`${name}-gone`));
  const { exit, last, events } = await film('-o', at('z.gif'), '--seconds', '.5', '--for', '320x180');
  assert.equal(exit, 0);
  assert.ok(last.standIns > 0);
  const notes = events.filter((event) => event.t === 'note').map(({ message }) => message);
  assert.ok(notes.some((note) => /is drawn from its thumbnail/.test(note)));
  assert.ok(
    notes.some((note) => /^the photo that the film lands on is drawn from its thumbnail/.test(note)),
    `${notes}`,
  );
  for (const name of ['a', 'b']) renameSync(at(`${name}-gone`), at(name));
});

test('help names all styles', () => {
  const about = FILM.fields.style.about;
  for (const style of STYLES) assert.ok(about.includes(style), style);
  assert.ok(COMMANDS.find(({ name }) => name === 'film')?.examples.some((line) => line.includes('.mp4')));
});
