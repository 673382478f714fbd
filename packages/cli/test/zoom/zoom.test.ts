import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { workshop } from '../support/fixture.js';
import { inProcess } from '../support/tesserae.js';

const { at, library, make, folder } = await workshop({ after });
assert.equal((await make('--plan', at('p.json'))).exit, 0);

test('a plan becomes a folder with a page, and a page alone', async () => {
  const zoom = (...words: string[]) => inProcess(['zoom', at('p.json'), ...library, '--json', ...words]);

  const made = await zoom('-o', at('page'), '--cell', '60');
  assert.equal(made.exit, 0);
  assert.deepEqual(readdirSync(at('page')).sort(), [
    'iiif',
    'index.html',
    'mosaic.dzi',
    'mosaic.jpg',
    'mosaic_files',
    'photos',
    'target.jpg',
    'tesserae.json',
  ]);
  const { t: kind, columns, rows, width, height, squares, tell } = made.last;
  assert.deepEqual([kind, columns, rows, width, height, tell], ['done', 10, 8, 600, 480, 'ids']);
  // 600 × 480: two squares, then one of each of ten sizes
  assert.equal(squares, 12);
  assert.match(readFileSync(at('page/mosaic.dzi'), 'utf8'), /Width="600" Height="480"/);

  // no name is told unless asked for, and no path ever but when all is
  const page = () => readFileSync(at('page/index.html'), 'utf8');
  assert.doesNotMatch(page(), /photo-00\d\d/);
  assert.equal((await zoom('-o', at('page'), '--cell', '60', '-y', '--tell', 'captions')).exit, 0);
  assert.match(page(), /photo-00\d\d/);
  assert.ok(!page().includes(folder));
  assert.equal((await zoom('-o', at('page'), '--cell', '60', '-y', '--tell', 'full')).exit, 0);
  assert.ok(page().includes(folder));

  const single = await zoom('-o', at('all.html'), '--single-file', '--cell', '30', '--photo-size', '64');
  assert.equal(single.exit, 0);
  const text = readFileSync(at('all.html'), 'utf8');
  assert.match(text, /id="photos\/1\.jpg"/);
  assert.match(text, /id="target\.jpg"/);
  const alone = await inProcess([
    'zoom',
    at('p.json'),
    ...library,
    '-o',
    at('alone'),
    '--without-target',
    '--photo-size',
    '0',
  ]);
  assert.equal(alone.exit, 0);
  assert.ok(!existsSync(at('alone/target.jpg')) && !existsSync(at('alone/photos')));
  assert.equal(single.last.bytes, Buffer.byteLength(text));
});

test('what cannot be is refused before any work, in a sentence, and nothing is left', async () => {
  mkdirSync(at('there'));
  writeFileSync(at('there/holiday.jpg'), 'mine');
  writeFileSync(at('file'), '');
  const before = readdirSync(folder).sort();
  const cases: [exit: number, sentence: RegExp, ...words: string[]][] = [
    [2, /there: exists already/, '-o', at('there')],
    [2, /holds other things \(holiday\.jpg\)/, '-o', at('there'), '-y'],
    [2, /is no folder/, '-o', at('file'), '-y'],
    [1, /expected the folder/, '-o', at('no/such')],
    [2, /expected a folder/],
    [2, /expected a page, as mosaic\.html/, '--single-file'],
    [2, /ends in \.html/, '--single-file', '-o', at('none')],
    [2, /--photo-size: expected 0 .* received "huge"/, '-o', at('none'), '--photo-size', 'huge'],
    [2, /--photo-size: .* received "5"/, '-o', at('none'), '--photo-size', '5'],
    [2, /name of a page\. Add --single-file/, '-o', at('none.html')],
    [2, /--title: expected some words/, '-o', at('none'), '--title', ' '],
    [2, /--tell: expected one of ids, captions, full, received "all"/, '-o', at('none'), '--tell', 'all'],
    [2, /--url: expected an address/, '-o', at('none'), '--url', 'javascript:alert(1)'],
    [5, /--single-file: expected a page of at most 500 MB/, '--single-file', '-o', at('p.html'), '--cell', '4000'],
    [1, /not the picture|no such|cannot be/i, '-o', at('none'), '--target', at('nothing.png')],
  ];
  for (const [exit, sentence, ...words] of cases) {
    const ended = await inProcess(['zoom', at('p.json'), ...library, '--json', ...words]);
    assert.deepEqual([ended.exit, ended.last.t], [exit, 'error'], words.join(' '));
    assert.match(ended.last.message, sentence);
  }
  const noPlan = await inProcess(['zoom', at('target.png'), ...library, '--json', '-o', at('none')]);
  assert.equal(noPlan.last.code, 'not-found');
  assert.deepEqual(readdirSync(folder).sort(), before);
  assert.equal(readFileSync(at('there/holiday.jpg'), 'utf8'), 'mine');
});

test('without its target a page has none to fade in, and says so', async () => {
  renameSync(at('target.png'), at('gone.png'));
  const { exit, stderr } = await inProcess(['zoom', at('p.json'), ...library, '-o', at('bare'), '--cell', '30']);
  assert.equal(exit, 0);
  assert.match(stderr, /no target to fade in/);
  assert.equal(existsSync(join(at('bare'), 'target.jpg')), false);
  assert.match(readFileSync(at('bare/index.html'), 'utf8'), /"target":false/);
  renameSync(at('gone.png'), at('target.png'));
});

test('a page that Tesserae made is not indexed as photos', async () => {
  const { last } = await inProcess(['index', at('page'), '--library', at('other.tesserae'), '--json']);
  assert.equal(last.photos, 0);
  assert.ok(last.ownWorks > 10);
});
