/** What every origin promises, asked of all of them: files in folders, in a list, in an archive; and photos in memory. */

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import {
  type Asked,
  byteName,
  findPlaces,
  ORIGINS,
  type Origin,
  originNamed,
  type Place,
  placesWithin,
  sourceOf,
  withOriginal,
} from '@tesserae/node/internal';
import { temporaryFolder, zipOf } from '@tesserae/testing';
import { type MemoryPhoto, memoryOrigin } from '../support/memory-origin.js';

/** Somewhere that originals lie, and may change. */
interface Setting {
  readonly origins: readonly Origin[];
  readonly asked: Pick<Asked, 'names' | 'listed'>;
  /** Puts contents by their names in the place of all that was there. */
  put(contents: ReadonlyMap<string, Buffer>): void;
}

/** Seconds since 1970: what is written has a time of its own, however coarse the clock of the disk is. */
let now = 1_600_000_000;

function write(path: string, bytes: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  utimesSync(path, ++now, now);
}

/** Writes files, and removes all others. */
function fill(folder: string, contents: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, bytes] of contents) write(join(folder, name), bytes);
}

const SETTINGS: Readonly<Record<string, (t: TestContext) => Setting>> = {
  folder(t) {
    const folder = join(temporaryFolder(t), 'photos');
    const asked = { names: [byteName(folder)], listed: [] };
    return { origins: ORIGINS, asked, put: (contents) => fill(folder, contents) };
  },
  list(t) {
    const folder = join(temporaryFolder(t), 'photos');
    const listed = NAMES.map((name) => byteName(join(folder, name)));
    return { origins: ORIGINS, asked: { names: [], listed }, put: (contents) => fill(folder, contents) };
  },
  zip(t) {
    const archive = join(temporaryFolder(t), 'photos.zip');
    return {
      origins: ORIGINS,
      asked: { names: [byteName(archive)], listed: [] },
      put: (contents) => write(archive, zipOf([...contents].map(([name, data]) => ({ name, data })))),
    };
  },
  memory() {
    const photos = new Map<string, MemoryPhoto>();
    return {
      origins: [memoryOrigin(photos), ...ORIGINS],
      asked: { names: ['memory:photos'], listed: [] },
      put(contents) {
        photos.clear();
        for (const [name, bytes] of contents) photos.set(`memory:photos/${byteName(name)}`, { bytes, written: ++now });
      },
    };
  },
};

const NAMES = ['a.jpg', 'b c.jpg', 'deep/er/é.png'];

/** Different bytes for each name, and as many whatever the version is. */
function contents(names = NAMES, version = '1'): Map<string, Buffer> {
  return new Map(names.map((name, i) => [name, Buffer.from(`${name}${version}`.repeat(2000 * i + 1))]));
}

async function found({ origins, asked }: Setting): Promise<readonly Place[]> {
  const { places } = await findPlaces(origins, { ...asked, ignore: [], signal: undefined });
  return places;
}

/** An original as a decoder reads it. */
async function opened({ origins }: Setting, place: Place) {
  return await withOriginal(await sourceOf(origins, place), async (original) => {
    const { stamp, size } = original;
    return { stamp, size, bytes: await original.read(0, size), part: await original.read(size - 3, 9) };
  });
}

for (const [name, setting] of Object.entries(SETTINGS)) {
  test(`${name}: each original is listed once, under a key and a name of its own`, async (t) => {
    const place = setting(t);
    place.put(contents());
    const places = await found(place);
    assert.deepEqual(
      places.map(({ size }) => size),
      [...contents().values()].map(({ length }) => length),
    );
    for (const { origin, key, stamp } of places) {
      const { nameOf, writtenAt } = originNamed(place.origins, origin);
      assert.ok(key.startsWith('/') || key.startsWith(`${origin}:`), key);
      assert.ok(Math.abs(writtenAt(stamp)) < 8.64e15, stamp);
      assert.ok(
        NAMES.some((each) => nameOf(key).endsWith(`/${byteName(each)}`)),
        nameOf(key),
      );
    }
    assert.equal(new Set(places.map(({ key }) => key)).size, NAMES.length);
  });

  test(`${name}: what is opened is what was listed, in whole and in part`, async (t) => {
    const place = setting(t);
    place.put(contents());
    for (const listed of await found(place)) {
      const { stamp, size, bytes, part } = await opened(place, listed);
      assert.deepEqual([stamp, size], [listed.stamp, listed.size]);
      assert.ok([...contents().values()].some((each) => each.equals(bytes)));
      assert.deepEqual(part, bytes.subarray(-3));
    }
  });

  test(`${name}: what changes after it was listed has another stamp when it is opened, though not another size`, async (t) => {
    const place = setting(t);
    place.put(contents());
    const before = await found(place);
    place.put(contents(NAMES, '2'));
    for (const listed of before) {
      const { stamp, size, bytes } = await opened(place, listed);
      assert.notEqual(stamp, listed.stamp);
      assert.equal(size, listed.size);
      assert.ok(bytes.includes('2') && !bytes.includes('1'));
    }
    assert.ok((await found(place)).every(({ stamp }, i) => stamp !== before[i].stamp));
  });

  test(`${name}: what vanishes after it was listed says so, and is still known to have been asked for`, async (t) => {
    const place = setting(t);
    place.put(contents());
    const before = await found(place);
    place.put(contents(NAMES.slice(1)));
    await assert.rejects(opened(place, before[0]), { code: 'vanished' });
    const isAsked = placesWithin(place.origins, [...place.asked.names, ...place.asked.listed]);
    assert.ok(before.every(isAsked));
    assert.ok(!isAsked({ origin: 'file', key: '/elsewhere/a.jpg' }) && !isAsked({ origin: 'memory', key: 'memory:x' }));
    assert.equal((await found(place)).length, NAMES.length - 1);
  });

  test(`${name}: what was never there is not found, and refused if a list has it`, async (t) => {
    const place = setting(t);
    place.put(contents());
    const absent = [...place.asked.names, ...place.asked.listed].map((each) => `${each}-absent`);
    const ask = (asked: Pick<Asked, 'names' | 'listed'>) =>
      findPlaces(place.origins, { ...asked, ignore: [], signal: undefined });
    await assert.rejects(ask({ names: absent, listed: [] }), { code: 'not-found' });
    const { places, refused } = await ask({ names: [], listed: absent });
    assert.deepEqual(
      [places, refused.map(({ code, key }) => [code, key])],
      [[], absent.map((each) => ['not-found', each])],
    );
    const aborted = findPlaces(place.origins, { ...place.asked, ignore: [], signal: AbortSignal.abort() });
    await assert.rejects(aborted, { code: 'aborted' });
  });
}
