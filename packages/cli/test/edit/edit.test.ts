import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { writePhotos } from '@tesserae/testing';
import { workshop } from '../support/fixture.js';
import { type Ended, inProcess, listing } from '../support/tesserae.js';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** A plan of 10 × 8 cells at p.json, and how to edit it. */
async function editable(t: Parameters<typeof workshop>[0], ...words: string[]) {
  const shop = await workshop(t);
  const made = await shop.make('--plan', shop.at('p.json'), ...words);
  assert.equal(made.exit, 0, JSON.stringify(made.last));
  const edit = (...rest: string[]): Promise<Ended> =>
    inProcess(['edit', shop.at('p.json'), '--json', '-j', '1', ...rest]);
  return { ...shop, edit, made: made.last };
}

/** The cells in which two plans show another photo, by name. */
function differences(a: string, b: string): string[] {
  const [before, after] = [json(a), json(b)];
  const columns = before.layout.columns;
  return before.photos.flatMap((photo: number, cell: number) =>
    before.ids[photo] === after.ids[after.photos[cell]]
      ? []
      : [`r${Math.floor(cell / columns) + 1}c${(cell % columns) + 1}`],
  );
}

const movedCells = ({ events }: Ended): string[] => events.filter(({ t }) => t === 'moved').map(({ cell }) => cell);

test('without edits nothing moves, and the plan says the same', async (t) => {
  const { at, edit, made } = await editable(t);
  const { exit, last, events } = await edit('-o', at('q.json'));
  assert.deepEqual([exit, last.t, last.moved, last.costBefore], [0, 'done', 0, made.certificate.cost]);
  assert.ok(!events.some((event) => event.t === 'moved'));
  const [before, after] = [json(at('p.json')), json(at('q.json'))];
  assert.deepEqual({ ...after, certificate: null, metrics: null }, { ...before, certificate: null, metrics: null });
  assert.deepEqual(after.certificate, before.certificate);
  assert.equal(after.metrics, null, 'numbers of another plan are not passed on');
});

test('a plan of an older version is drawn, printed and edited, with a note that it was measured otherwise', async (t) => {
  const { at, edit, library } = await editable(t);
  const plan = json(at('p.json'));
  const { cost, lowerBound, gap } = plan.certificate;
  const settings = { ...plan.settings, match: 'pyramid', refine: 1 };
  const older = { ...plan, settings, certificate: { cost, lowerBound, gap }, metrics: { far_dE: 3, clones: 0.1 } };
  writeFileSync(at('p.json'), JSON.stringify(older));
  const noted = ({ events }: Ended): boolean =>
    events.some(({ message }) => /an older version made this/.test(message));
  const edited = await edit('--swap', `r1c1=${plan.paths[3]}`, '-o', at('q.json'));
  assert.deepEqual([edited.exit, noted(edited)], [0, true], JSON.stringify(edited.last));
  assert.equal(json(at('q.json')).photos[0], 3);
  const verified = await inProcess(['verify', at('p.json'), '--json']);
  assert.deepEqual([verified.exit, noted(verified)], [0, true]);
  for (const [command, output] of [
    ['render', 'q.png'],
    ['print', 'q.pdf'],
    ['zoom', 'zoom'],
  ]) {
    const { exit, last } = await inProcess([command, at('p.json'), ...library, '-o', at(output), '--json']);
    assert.equal(exit, 0, `${command}: ${JSON.stringify(last)}`);
  }
});

test('swaps, pins, locks and bans: done, named with their reasons, kept later, and sound', async (t) => {
  const { at, edit } = await editable(t, '--max-uses', '6');
  const { paths, photos } = json(at('p.json'));
  const banned = paths[photos[70]];
  const words = ['--swap', `r1c1=${paths[3]}`, '--pin', `R8C10=${paths[5]}`, '--ban', banned, '--lock', 'r2c2:r3c5'];
  const first = await edit(...words, '-o', at('q.json'));
  if (first.exit === 4) assert.match(first.last.message, /r[23]c[2-5]/, 'what is banned may stand in what is locked');
  assert.equal(first.exit, 0, JSON.stringify(first.last));
  const plan = json(at('q.json'));
  assert.equal(plan.paths[plan.photos[0]], paths[3]);
  assert.equal(plan.paths[plan.photos[79]], paths[5]);
  assert.equal(plan.rules.pinned[79], plan.photos[79]);
  assert.equal(plan.rules.maxUses[plan.paths.indexOf(banned)], 0);
  assert.ok(!plan.photos.includes(plan.paths.indexOf(banned)));
  assert.deepEqual(
    plan.locked.flatMap((locked: number, cell: number) => (locked ? [cell] : [])),
    [11, 12, 13, 14, 21, 22, 23, 24],
  );
  const moved = movedCells(first);
  for (const cell of differences(at('p.json'), at('q.json'))) assert.ok(moved.includes(cell), cell);
  assert.equal(moved.length, first.last.moved);
  const causes: Record<string, number> = first.last.causes;
  assert.equal(
    Object.values(causes).reduce((sum, n) => sum + n, 0),
    moved.length,
  );
  const reasons = new Map(first.events.filter((event) => event.t === 'moved').map(({ cell, why }) => [cell, why]));
  assert.equal(reasons.get('r1c1') ?? 'swap', 'swap');
  assert.equal((await inProcess(['verify', at('q.json')])).exit, 0);

  const later = await inProcess(['edit', at('q.json'), '--resolve', 'all', '-o', at('r.json'), '--json']);
  assert.equal(later.exit, 0);
  const again = differences(at('q.json'), at('r.json'));
  for (const cell of ['r2c2', 'r3c5', 'r8c10']) assert.ok(!again.includes(cell), cell);
  assert.deepEqual(json(at('r.json')).locked, plan.locked);
  const free = ['--unlock', 'r1c1:r8c10', '--unpin', 'r8c10', '--unban', banned];
  assert.equal((await inProcess(['edit', at('q.json'), ...free, '-o', at('s.json'), '--json'])).last.moved, 0);
  const back = json(at('s.json'));
  assert.deepEqual([back.locked, back.rules], [undefined, json(at('p.json')).rules]);
});

test('the edited plan is the same for any number of workers', async (t) => {
  const { at, edit } = await editable(t, '--max-uses', '6');
  const { paths, photos } = json(at('p.json'));
  const shown = [...new Set<number>(photos)].slice(0, 6);
  const bans = shown.flatMap((photo) => ['--ban', paths[photo]]);
  const texts: string[] = [];
  for (const jobs of ['1', '2', '5']) {
    const { exit, last } = await edit(...bans, '-j', jobs, '-o', at('q.json'), '-y');
    assert.ok(exit === 0 && last.moved > 5, JSON.stringify(last));
    texts.push(readFileSync(at('q.json'), 'utf8'));
  }
  assert.equal(texts[1], texts[0]);
  assert.equal(texts[2], texts[0]);
});

test('a plan is replaced only with -y, and then wholly', async (t) => {
  const { at, edit, folder } = await editable(t);
  const before = readFileSync(at('p.json'), 'utf8');
  copyFileSync(at('p.json'), at('other.json'));
  for (const [words, code] of [
    [[], 'usage'],
    [['-o', at('p.json')], 'exists'],
    [['-o', at('other.json')], 'exists'],
    [['-o', at('q.png')], 'usage'],
    [['-o', at('q.json'), '--render', at('q.json')], 'unknown-format'],
    [['-o', at('q.png.json'), '--render', at('target.png'), '-y'], 'exists'],
    [['-o', at('none/q.json')], 'not-found'],
  ] as const) {
    const { exit, last } = await edit('--swap', 'r1c1=photo-1', ...words);
    assert.deepEqual([last.t, last.code], ['error', code], words.join(' '));
    assert.ok(exit === 2 || exit === 1);
  }
  assert.equal(readFileSync(at('p.json'), 'utf8'), before);
  const listed = listing(folder);
  assert.equal((await edit('--lock', 'r1c1', '-n')).last.dryRun, true);
  assert.deepEqual([readFileSync(at('p.json'), 'utf8'), listing(folder)], [before, listed]);
  assert.equal((await edit('--lock', 'r1c1', '-y')).exit, 0);
  assert.equal(json(at('p.json')).locked[0], 1);
  assert.deepEqual(listing(folder), listed, 'nothing is left beside it');
});

test('photos that are added are indexed, may be used, and come in where they suit better', async (t) => {
  const { at, edit, folder } = await editable(t);
  mkdirSync(at('c'));
  await writePhotos(at('c'), 20, { width: 90, height: 90, format: 'png', seed: 900 });
  const still = await edit('--add', at('c'), '--resolve', 'none', '-o', at('q.json'));
  assert.deepEqual([still.exit, still.last.added, still.last.moved], [0, 20, 0]);
  assert.deepEqual(differences(at('p.json'), at('q.json')), []);
  const waiting = still.events.find(({ t: kind, code }) => kind === 'note' && code === 'added-not-shown');
  assert.deepEqual(waiting?.values, { photos: 20, wait: true });
  const { exit, last } = await edit('--add', at('c'), '-o', at('r.json'), '--render', at('r.png'));
  assert.deepEqual([exit, last.added, Object.keys(last.causes)], [0, 20, ['added']]);
  assert.ok(last.moved > 3 && last.cost < last.costBefore);
  const plan = json(at('r.json'));
  assert.ok(plan.metrics.far_dE > 0, 'what was drawn was judged');
  assert.ok(listing(folder).includes('r.png'));
  const { paths, photos } = plan;
  for (const cell of differences(at('p.json'), at('r.json'))) {
    const [row, column] = cell.slice(1).split('c').map(Number);
    assert.ok(paths[photos[(row - 1) * 10 + column - 1]].startsWith(at('c')), cell);
  }
  // a photo of the library that is named for a cell joins the plan too
  const named = await edit('--swap', `r4c4=${at('c')}/*0003*`, '-o', at('s.json'));
  assert.deepEqual([named.exit, named.last.added, named.last.causes.swap], [0, 1, 1], JSON.stringify(named.last));
  writeFileSync(at('c/broken.jpg'), readFileSync(at(`c/${listing(at('c'))[0]}`)).subarray(0, 60));
  const refusing = await edit('--add', at('c'), '-n');
  assert.deepEqual([refusing.exit, refusing.last.exit], [3, 3]);
  mkdirSync(at('empty'));
  assert.equal((await edit('--add', at('empty'), '-n')).last.code, 'no-photos');
});

test('a file that the library does not have can be swapped in, and pinned', async (t) => {
  const { at, edit, library } = await editable(t);
  mkdirSync(at('new'));
  await writePhotos(at('new'), 2, { width: 90, height: 90, format: 'png', seed: 900 });
  const [first, second] = listing(at('new')).map((name) => at(`new/${name}`));
  const known = async () => (await inProcess(['library', 'ls', ...library])).stdout;
  assert.ok(!(await known()).includes(first));
  const words = ['--swap', `r2c3=${first}`, '--pin', `r5c5=${second}`, '--resolve', 'none', '-o', at('n.json')];
  const { exit, last } = await edit(...words);
  assert.deepEqual([exit, last.added, last.causes], [0, 2, { swap: 1, pin: 1 }], JSON.stringify(last));
  const { paths, photos } = json(at('n.json'));
  assert.deepEqual([paths[photos[12]], paths[photos[44]]], [first, second]);
  assert.ok((await known()).includes(first));

  writeFileSync(at('no-picture.jpg'), 'text');
  const refused = await edit('--swap', `r1c1=${at('no-picture.jpg')}`, '-o', at('m.json'));
  assert.deepEqual([refused.exit, refused.last.code, refused.last.subject], [1, 'not-found', 'swap']);
});

test('what the library no longer has is asked for, or replaced if wished', async (t) => {
  const { at, edit, library } = await editable(t);
  const { paths, photos } = json(at('p.json'));
  const [path] = [paths[photos[33]]];
  rmSync(path);
  assert.equal((await inProcess(['index', at('a'), at('b'), ...library])).exit, 0);
  const asked = await edit('-o', at('q.json'));
  assert.deepEqual([asked.exit, asked.last.code], [1, 'not-found']);
  assert.match(asked.last.received, /^all but 1: .*photo-\d+\.png$/);
  assert.ok(asked.last.waysOut.some(({ give }: { give?: string }) => give === 'replaceMissing'));
  const { exit, last, events } = await edit('-o', at('q.json'), '--replace-missing');
  assert.deepEqual([exit, last.missing, last.costBefore], [0, 1, null]);
  const gone = photos.filter((photo: number) => photo === photos[33]).length;
  assert.equal(last.causes.gone, gone);
  assert.ok(events.some(({ t: kind, from, why }) => kind === 'moved' && from === path && why === 'gone'));
  const plan = json(at('q.json'));
  assert.ok(!plan.paths.includes(path) && plan.ids.length === 23);
  assert.equal((await inProcess(['verify', at('q.json')])).exit, 0);
});

test('what cannot be ends with 4 and what can, and nothing is written', async (t) => {
  const { at, edit, folder } = await editable(t, '--max-uses', '4');
  const { paths } = json(at('p.json'));
  const before = listing(folder);
  const impossible = 'rules-impossible';
  for (const [words, exit, code, subject, received] of [
    [['--swap', `r9c1=${paths[0]}`], 4, impossible, 'swap', 'r9c1'],
    [['--lock', 'r1c1:r8c11'], 4, impossible, 'lock', 'r1c1:r8c11'],
    [['--lock', 'A1'], 2, 'usage', 'lock', 'A1'],
    [['--swap', 'r1c1'], 2, 'usage', 'swap', 'r1c1'],
    [['--resolve', 'some'], 2, 'usage', 'resolve', '"some"'],
    [['--swap', `r1c1=${paths[0]}`, '--swap', `r1c2=${paths[0]}`], 4, impossible, undefined, undefined],
    [['--ban', at('a')], 4, impossible, undefined, undefined],
    [['--ban', 'none*'], 1, 'not-found', 'ban', 'none*'],
    [['--swap', 'r1c1=none.jpg'], 1, 'not-found', 'swap', undefined],
    [['--add', at('nowhere')], 1, 'not-found', undefined, undefined],
  ] as const) {
    const ended = await edit(...words, '-o', at('q.json'));
    const told = `${words.join(' ')}: ${JSON.stringify(ended.last)}`;
    assert.deepEqual([ended.exit, ended.last.code], [exit, code], told);
    if (subject !== undefined) assert.equal(ended.last.subject, subject, told);
    if (received !== undefined) assert.equal(ended.last.received, received, told);
    assert.deepEqual(listing(folder), before, words.join(' '));
  }
  const wider = await edit('--ban', at('a'), '--max-uses', '8', '-o', at('q.json'));
  assert.equal(wider.exit, 0, JSON.stringify(wider.last));
  assert.equal(json(at('q.json')).settings.maxUses, 8);
});

test('people are told how many cells moved and why', async (t) => {
  const { at, folder } = await editable(t);
  const { paths, photos } = json(at('p.json'));
  const other = photos.find((photo: number) => photo !== photos[0]);
  const words = ['edit', at('p.json'), '--swap', `r1c1=${paths[other]}`, '-o', at('q.json')];
  const { stdout, stderr } = await inProcess(words);
  assert.equal(stdout, `wrote    ${at('q.json')}\n`);
  assert.match(stderr, /^edit {5}\d+ of 80 cells moved · 1 swapped.* · every rule is kept$/m);
  assert.match(stderr, /difference from the target, cell by cell: [\d,]+ → [\d,]+ \([+−]\d+\.\d\d %\)/);
  const quiet = await inProcess([...words, '-y', '-q']);
  assert.deepEqual([quiet.stdout, quiet.stderr], ['', '']);
  const loud = await inProcess([...words, '-y', '-v']);
  assert.match(
    loud.stderr,
    /cell by cell, the look of the whole aside: at most .* from the closest that the rules allow$/m,
  );
  assert.match(loud.stderr, /^ +r1c1 {2}.* → .* \(swapped\)$/m);
  assert.ok(listing(folder).includes('q.json'));
});
