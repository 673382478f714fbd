import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { raster } from '@tesserae/core/internal';
import { readPicture, syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { inFolder, listing } from '../support/tesserae.js';

const COLUMNS = 10;
const CELL = 12;
const MAKE = ['make', 'target.png', 'photos', '--columns', `${COLUMNS}`, '--cell', `${CELL}`, '--json'];

/** A target of 4:3 and some photos. */
async function workshop(folder: string, photos = 20): Promise<void> {
  await writePicture(join(folder, 'target.png'), syntheticPhoto(77, 160, 120));
  mkdirSync(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), photos, { width: 90, height: 90, format: 'png' });
}

/** Photos of one colour each, so that the colour of a cell says which photo it holds. */
async function flatPhotos(folder: string, count: number): Promise<Map<string, string>> {
  mkdirSync(folder, { recursive: true });
  const paths = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const photo = raster(20, 20);
    const colour = [(i * 67) % 256, (i * 151) % 256, (i * 29) % 256, 255];
    for (let o = 0; o < photo.data.length; o += 4) photo.data.set(colour, o);
    const path = join(folder, `flat-${i}.png`);
    await writePicture(path, photo);
    paths.set(colour.slice(0, 3).join(), path);
  }
  return paths;
}

/** The photo of that colour: thumbnails are exact. */
function nearest(photos: ReadonlyMap<string, string>, seen: Uint8ClampedArray): string | undefined {
  return photos.get(seen.join());
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function json(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

test('placements, report and plan say what the picture shows', async (t) => {
  const folder = temporaryFolder(t);
  await writePicture(join(folder, 'target.png'), syntheticPhoto(5, 150, 111));
  const photos = await flatPhotos(join(folder, 'photos'), 30);
  const files = ['--plan', 'p.json', '--placements', 'pl.json', '--report', 'r.json'];
  const { exit, last, stderr } = await inFolder([...MAKE, '-o', 'out.png', ...files], { folder });
  assert.deepEqual([exit, stderr], [0, '']);

  const placements = json(join(folder, 'pl.json'));
  const rows = Math.round((COLUMNS * 111) / 150);
  assert.deepEqual([placements.columns, placements.rows, placements.photos.length], [COLUMNS, rows, COLUMNS * rows]);
  const picture = await readPicture(join(folder, 'out.png'));
  assert.deepEqual([picture.width, picture.height], [COLUMNS * CELL, rows * CELL]);
  const seen = placements.photos.map((_: number, cell: number) => {
    const x = (cell % COLUMNS) * CELL + CELL / 2;
    const y = Math.floor(cell / COLUMNS) * CELL + CELL / 2;
    const o = (y * picture.width + x) * 4;
    return nearest(photos, picture.data.subarray(o, o + 3));
  });
  assert.deepEqual(
    placements.photos.map((photo: number) => placements.ids[photo]),
    seen,
  );

  const { output, columns, width, height, used, metrics, timings, peakRss, rules } = last;
  assert.deepEqual([last.t, output, columns, last.rows], ['done', 'out.png', COLUMNS, rows]);
  assert.deepEqual([width, height, last.photos, used], [picture.width, picture.height, 30, new Set(seen).size]);
  assert.deepEqual(Object.keys(metrics), [
    ...['far_dE', 'edge', 'edge_near', 'grain', 'twins', 'echo', 'top50', 'variety', 'shown', 'recolor'],
  ]);
  assert.deepEqual([metrics.top50, metrics.recolor], [1, 0]);
  for (const name of ['index', 'describe', 'assign', 'draw', 'total']) assert.ok(timings[name] >= 0, name);
  assert.ok(timings.total >= timings.index + timings.draw);
  assert.ok(peakRss > 0);
  assert.deepEqual(rules, { maxUses: 'unlimited', minUses: 0, spacing: 1 });

  const report = json(join(folder, 'r.json'));
  const uses = report.photos.map((photo: { path: string; uses: number }) => [photo.path, photo.uses]);
  const counted = placements.ids.map((path: string) => [path, seen.filter((each: string) => each === path).length]);
  assert.deepEqual(uses, counted);
  assert.deepEqual(report.metrics, metrics);
  const plan = json(join(folder, 'p.json'));
  assert.deepEqual(plan.photos, placements.photos);
  assert.deepEqual(plan.settings, { columns: COLUMNS, cell: CELL });
  assert.equal(plan.target.sha256, sha256(join(folder, 'target.png')));
});

test('the same bytes from 1 and 5 jobs, from a second run, from the library alone and from the plan', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const first = await inFolder([...MAKE, '-o', 'first.png', '--plan', 'p.json'], { folder });
  assert.equal(first.exit, 0);
  const others: [string, string[]][] = [
    ...[1, 5].map((jobs): [string, string[]] => [
      `j${jobs}.png`,
      [...MAKE, '-j', `${jobs}`, '--library', `${jobs}.tesserae`],
    ]),
    ['library.png', MAKE.filter((word) => word !== 'photos')],
    ['plan.png', ['render', 'p.json', '--json']],
  ];
  for (const [name, words] of others) {
    const { exit, last } = await inFolder([...words, '-o', name], { folder });
    assert.equal(exit, 0, JSON.stringify(last));
    assert.equal(sha256(join(folder, name)), sha256(join(folder, 'first.png')), name);
  }
  const larger = await inFolder(['render', 'p.json', '-o', 'large.webp', '--cell', '30', '--json'], { folder });
  assert.deepEqual([larger.last.width, larger.last.height], [COLUMNS * 30, 240]);
});

test('every format is what its suffix says, at the size said', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const names = ['out.png', 'out.jpg', 'out.webp', 'out.avif', 'out.tif'];
  await inFolder(['index', 'photos'], { folder });
  const runs = names.map((name) =>
    inFolder(
      [...MAKE, '-o', name, '--no-plan', '--size', '109px'].filter((w) => w !== '--cell' && w !== `${CELL}`),
      { folder },
    ),
  );
  for (const [i, { exit, last }] of (await Promise.all(runs)).entries()) {
    assert.equal(exit, 0, JSON.stringify(last));
    // ten cells cannot be 109 pixels wide: the real size is said
    assert.deepEqual([last.width, last.height], [100, 80]);
    const picture = await readPicture(join(folder, names[i]));
    assert.deepEqual([picture.width, picture.height], [100, 80], names[i]);
    assert.equal(last.bytes, statSync(join(folder, names[i])).size);
  }
  const magic = names.map((name) => readFileSync(join(folder, name)).subarray(0, 12).toString('latin1'));
  for (const [i, word] of ['PNG', '\xff\xd8', 'WEBP', 'ftypavif', 'II*'].entries())
    assert.ok(magic[i].includes(word), word);
});

test('the rules that are set hold in the picture', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder, 30);
  const words = ['--max-uses', '4', '--min-uses', '1', '--spacing', '1', '--placements', 'pl.json', '-o', 'out.png'];
  const { exit, last } = await inFolder([...MAKE, ...words], { folder });
  assert.equal(exit, 0, JSON.stringify(last));
  assert.deepEqual(last.rules, { maxUses: 4, minUses: 1, spacing: 1 });
  assert.equal(last.used, 30);
  const { photos, rows, ids } = json(join(folder, 'pl.json'));
  const uses = ids.map((_: string, photo: number) => photos.filter((each: number) => each === photo).length);
  assert.ok(Math.min(...uses) >= 1 && Math.max(...uses) <= 4, uses.join());
  for (let cell = 0; cell < photos.length; cell++) {
    for (const [dx, dy] of [
      [1, 0],
      [-1, 1],
      [0, 1],
      [1, 1],
    ]) {
      const [x, y] = [(cell % COLUMNS) + dx, Math.floor(cell / COLUMNS) + dy];
      if (x < 0 || x >= COLUMNS || y >= rows) continue;
      assert.notEqual(photos[cell], photos[y * COLUMNS + x], `cell ${cell}`);
    }
  }
});

test('a dry run says what would be, and writes nothing', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const before = listing(folder);
  const library = ['--library', 'l.tesserae'];
  const fresh = await inFolder([...MAKE, ...library, '-n', '-o', 'out.png', '--plan', 'p.json'], { folder });
  assert.deepEqual(listing(folder), before);
  const { exit, last } = fresh;
  assert.deepEqual([exit, last.t, last.dryRun, last.photos], [0, 'done', true, 20]);
  assert.deepEqual([last.columns, last.rows, last.width, last.height], [10, 8, 120, 96]);

  const impossible = await inFolder([...MAKE, ...library, '-n', '--max-uses', '3'], { folder });
  assert.deepEqual([impossible.exit, impossible.last.code], [4, 'rules-impossible']);

  // a library that is there is used, and left as it was
  await inFolder(['index', 'photos', ...library], { folder });
  const bytes = sha256(join(folder, 'l.tesserae'));
  rmSync(join(folder, 'photos/photo-0000.png'));
  const again = await inFolder([...MAKE, ...library, '-n'], { folder });
  assert.deepEqual([again.exit, again.last.photos], [0, 19]);
  assert.equal(sha256(join(folder, 'l.tesserae')), bytes);
  const plain = await inFolder(['make', 'target.png', ...library, '-n', '--columns', '10'], { folder });
  assert.match(plain.stdout, /10×8 cells from 20 photos, 640×512 px/);
});

test('-y replaces; a mosaic beside a refused photo ends with 3, or 1 when strict', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  await writePicture(join(folder, 'photos/broken.png'), syntheticPhoto(3, 40, 40));
  const broken = readFileSync(join(folder, 'photos/broken.png')).subarray(0, 60);
  writeFileSync(join(folder, 'photos/broken.png'), broken);
  const words = [...MAKE, '-o', 'out.png'];
  const runs = [await inFolder(words, { folder }), await inFolder([...words, '-y'], { folder })];
  runs.push(await inFolder([...words, '-y', '--strict'], { folder }));
  const without = words.filter((word) => word !== 'photos');
  runs.push(await inFolder([...without, '-y'], { folder }));
  assert.deepEqual(
    runs.map(({ exit }) => exit),
    [3, 3, 1, 0],
  );
  for (const { events, last } of runs.slice(0, 3)) {
    const refused = events.filter((event) => event.t === 'refused');
    assert.deepEqual(
      refused.map(({ code }) => code),
      ['truncated'],
    );
    assert.match(refused[0].path, /broken\.png$/);
    assert.deepEqual([last.t, last.refused, last.photos], ['done', 1, 20]);
  }
});

test('a photo that vanishes after indexing is drawn from its thumbnail, and that is said', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder, 9);
  await inFolder(['index', 'photos'], { folder });
  rmSync(join(folder, 'photos'), { recursive: true });
  const words = ['make', 'target.png', '--columns', '6', '--cell', '80', '--json', '-o', 'out.png'];
  const { exit, last, events } = await inFolder(words, { folder });
  assert.equal(exit, 0, JSON.stringify(last));
  const notes = events.filter((event) => event.t === 'note').map(({ message }) => message);
  const about = notes.filter((message) => /thumbnail/.test(message));
  assert.equal(about.length, last.used);
  assert.match(about[0], /photo-.*: is not there any more\. It is drawn/);
  // a person is told of a few, however many there are
  const told = await inFolder([...words.filter((word) => word !== '--json'), '-y'], { folder });
  assert.equal(told.stderr.match(/^note .* thumbnail\.$/gm)?.length, 5, told.stderr);
  assert.match(told.stderr, /^ +… and more photos, likewise; -v names them all$/m);
});

test('a settings file stands between flags and defaults', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  writeFileSync(join(folder, 'c.json'), '{"columns": 6, "cell": 10, "maxUses": 9}');
  const base = ['make', 'target.png', 'photos', '-n', '--json', '--config', 'c.json'];
  const file = await inFolder(base, { folder });
  assert.deepEqual([file.last.columns, file.last.width, file.last.rules.maxUses], [6, 60, 9]);
  const flags = await inFolder([...base, '--columns', '7', '--size', '140px'], { folder });
  assert.deepEqual([flags.last.columns, flags.last.width, flags.last.rules.maxUses], [7, 140, 9]);
});

test('index decodes only what is new, and forgets what is gone', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder, 6);
  const index = async () => (await inFolder(['index', 'photos', '--json'], { folder })).last;
  const counts = ({ photos, added, unchanged, duplicates, forgotten }: Record<string, unknown>) => [
    photos,
    added,
    unchanged,
    duplicates,
    forgotten,
  ];
  const first = await index();
  assert.deepEqual(counts(first), [6, 6, 0, 0, 0]);
  for (const name of ['skipped', 'refused', 'repaired']) assert.equal(first[name], 0, name);
  assert.ok(first.timings.index > 0 && first.timings.total > 0 && first.peakRss > 0);
  const second = await index();
  assert.deepEqual([...counts(second), second.bytes], [6, 0, 6, 0, 0, 0]);

  utimesSync(join(folder, 'photos/photo-0001.png'), 1, 1);
  rmSync(join(folder, 'photos/photo-0002.png'));
  await writePicture(join(folder, 'photos/new.png'), syntheticPhoto(99, 50, 50));
  await writePicture(join(folder, 'photos/same.png'), syntheticPhoto(99, 50, 50));
  assert.deepEqual(counts(await index()), [6, 1, 5, 1, 1]);
});
