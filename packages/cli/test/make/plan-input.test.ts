import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { workshop } from '../support/fixture.js';
import { type Ended, inProcess, listing } from '../support/tesserae.js';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** Every command that reads a plan, and what it writes. */
const READERS: readonly (readonly [verb: string, output: string | undefined])[] = [
  ['render', 'o.png'],
  ['zoom', 'o'],
  ['print', 'o.pdf'],
  ['edit', 'o.json'],
  ['score', undefined],
  ['verify', undefined],
];

/** What each of them is tried with; they read plans alike, so the rest is for two. */
const FOR_ALL = ['text.json', 'newer.json', 'settings.json', 'gone.json'];

async function planned(t: Parameters<typeof workshop>[0]) {
  const shop = await workshop(t);
  assert.equal((await shop.make('--plan', shop.at('p.json'))).exit, 0);
  const read = (verb: string, plan: string, output: string | undefined, ...rest: string[]): Promise<Ended> => {
    const library = verb === 'verify' ? [] : shop.library;
    const out = output === undefined ? [] : ['-o', shop.at(output)];
    return inProcess([verb, shop.at(plan), ...library, ...out, ...rest, '--json']);
  };
  return { ...shop, read };
}

test('what is no plan is refused by all that read one, in a sentence, and nothing is written', async (t) => {
  const { at, folder, read } = await planned(t);
  const plan = json(at('p.json'));
  const bad: Record<string, string> = {
    'text.json': 'this is no plan',
    'empty.json': '',
    'list.json': '[1, 2]',
    'null.json': 'null',
    'newer.json': JSON.stringify({ ...plan, schema: 3 }),
    'photo.json': JSON.stringify({ ...plan, photos: plan.photos.with(3, 24) }),
    'short.json': JSON.stringify({ ...plan, crops: plan.crops.slice(4) }),
    'huge.json': JSON.stringify({ ...plan, layout: { ...plan.layout, columns: 1e7 } }),
    'locked.json': JSON.stringify({ ...plan, locked: 2 }),
    'settings.json': JSON.stringify({ ...plan, settings: { colums: 3 } }),
  };
  for (const [name, text] of Object.entries(bad)) writeFileSync(at(name), text);
  copyFileSync(at('p.json'), at('cut.json'));
  truncateSync(at('cut.json'), 3000);
  mkdirSync(at('folder.json'));
  const before = listing(folder);
  for (const name of [...Object.keys(bad), 'cut.json', 'folder.json', 'gone.json', 'target.png']) {
    for (const [verb, output] of READERS) {
      if (!FOR_ALL.includes(name) && verb !== 'render' && verb !== 'verify') continue;
      // verify looks at rules alone: what a setting is called is nothing to it
      if (name === 'settings.json' && (verb === 'verify' || verb === 'score')) continue;
      const { exit, last } = await read(verb, name, output);
      const expected = {
        'newer.json': 'newer-plan',
        'gone.json': 'not-found',
        'target.png': 'not-found',
        'folder.json': 'unreadable',
      }[name];
      const codes = name === 'settings.json' ? ['settings', 'not-a-plan'] : [expected ?? 'not-a-plan'];
      assert.ok(codes.includes(last.code), `${verb} ${name}: ${JSON.stringify(last)}`);
      assert.ok(exit === 1 || (name === 'settings.json' && exit === 2));
      assert.ok(last.message.length < 400 && !last.message.includes('\n'));
      assert.ok(last.message.includes(name) || name === 'settings.json', last.message);
    }
  }
  assert.deepEqual(listing(folder), before);
});

test('a plan of which no certificate is known is read by all that read one', async (t) => {
  const { at, read } = await planned(t);
  writeFileSync(at('first.json'), JSON.stringify({ ...json(at('p.json')), certificate: null }));
  for (const [verb, output] of READERS) {
    const { exit, last } = await read(verb, 'first.json', output);
    assert.equal(exit, 0, `${verb}: ${JSON.stringify(last)}`);
  }
  const { certificate } = json(at('o.json'));
  assert.ok(certificate.lowerBound > 0 && certificate.gap === certificate.cost / certificate.lowerBound - 1);
});

test('photos whose originals are gone or have changed are drawn from their thumbnails, and listed', async (t) => {
  const { at, read } = await planned(t);
  const { paths, photos } = json(at('p.json'));
  const used = [...new Set<number>(photos)].map((photo) => paths[photo]);
  rmSync(used[0]);
  writeFileSync(used[1], readFileSync(used[2]));
  for (const [verb, output, ...rest] of [
    ['render', 'o.png', '--cell', '80'],
    ['zoom', 'o', '--cell', '80'],
    ['print', 'o.pdf'],
  ] as const) {
    const { exit, last, events } = await read(verb, 'p.json', output, ...rest);
    const notes = events.filter((event) => event.t === 'note').map((event) => event.message);
    assert.deepEqual([exit, last.standIns], [0, 2], `${verb}: ${notes.join()}`);
    assert.ok(notes.includes(`${used[0]}: is not there any more. It is drawn from its thumbnail.`));
    assert.ok(notes.includes(`${used[1]}: is another file than was indexed. It is drawn from its thumbnail.`));
  }
  renameSync(at('a'), at('elsewhere'));
  const library = ['--library', at('l.tesserae')];
  const said = await inProcess(['render', at('p.json'), ...library, '-o', at('p.png'), '--cell', '80']);
  assert.match(said.stderr, /^note {5}\d+ photos in all are drawn from their thumbnails\.$/m);
});

test('photos that no cell shows are not asked for; those that are shown must be in the library', async (t) => {
  const { at, read, library } = await planned(t);
  const { paths, photos, ids } = json(at('p.json'));
  const used = new Set<number>(photos);
  const unused = ids.findIndex((_: string, photo: number) => !used.has(photo));
  const drop = async (photo: number): Promise<void> => {
    rmSync(paths[photo]);
    assert.equal((await inProcess(['index', at('a'), at('b'), ...library])).exit, 0);
  };
  // with so few photos all may be shown: then one is made unused, by an edit
  if (unused < 0) {
    assert.equal((await read('edit', 'p.json', 'q.json', '--ban', paths[0])).exit, 0);
  } else copyFileSync(at('p.json'), at('q.json'));
  await drop(Math.max(0, unused));
  for (const [verb, output] of READERS) {
    const { exit, last } = await read(verb, 'q.json', output);
    assert.equal(exit, 0, `${verb}: ${JSON.stringify(last)}`);
  }
  await drop(json(at('q.json')).photos[0] === 0 && unused < 0 ? photos[1] : json(at('q.json')).photos[0]);
  for (const [verb, output] of READERS) {
    if (verb === 'verify') continue;
    const { exit, last } = await read(verb, 'q.json', output, ...(output ? ['-y'] : []));
    assert.deepEqual([exit, last.code], [1, 'not-found'], verb);
    assert.match(last.message, /all but 1: .*--replace-missing/);
  }
});
