import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { type Raster, randomFrom, raster } from '@tesserae/core';
import { syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import { type FileSink, type FileSinkOptions, fileSink } from '../../dist/index.js';

const picture = syntheticPhoto(9, 901, 5003); // 13 strips, of which four are in work
const making = { version: '1', plan: 'abc' };
const size = { width: picture.width, height: picture.height };

function bandAt(whole: Raster, y: number, height: number) {
  const { width, data } = whole;
  return { y, raster: raster(width, height, data.slice(y * width * 4, (y + height) * width * 4)) };
}

/** Writes bands from where the file stands. @returns the first row */
async function write(path: string, options: Partial<FileSinkOptions>): Promise<number> {
  const sink = await fileSink(path, { ...size, ...options });
  await writeUpTo(sink, picture.height);
  await sink.close();
  return sink.from;
}

async function writeUpTo(sink: FileSink, until: number): Promise<void> {
  for (let y = sink.from; y < until; y += 97) await sink.write(bandAt(picture, y, Math.min(97, until - y)));
}

/** Writes bands before row `until`, as if the process had been killed then. @returns the folder that it leaves */
async function kill(path: string, until: number): Promise<string> {
  const sink = await fileSink(path, { ...size, journal: { resumeKey: making, resume: false, every: 0 } });
  await writeUpTo(sink, until);
  const left = orphan(dirname(path));
  await sink.abort('test');
  return left;
}

/** A copy of the folder of an output under way, named as if it were that of a process that is no more. */
function orphan(folder: string): string {
  const name = readdirSync(folder).find((each) => each.endsWith('.part'))!;
  const dead = name.replace(/-\d+\.\d*-(\d+)\.part$/, '-4194305.-$1.part'); // above the largest number of a process
  const [from, to] = [join(folder, name), join(folder, dead)];
  cpSync(from, to, { recursive: true });
  return to;
}

for (const suffix of ['png', 'tif', 'jpg'] as const) {
  test(`a ${suffix} that is gone on with is that of one go, wherever it was cut off`, async (t) => {
    const whole = join(temporaryFolder(t), `m.${suffix}`);
    await write(whole, {});
    const bytes = readFileSync(whole).length;
    const random = randomFrom(suffix.length + suffix.charCodeAt(0));
    const begun = new Set<number>();
    for (let run = 0; run < 4; run++) {
      const folder = temporaryFolder(t);
      const path = join(folder, `m.${suffix}`);
      const part = await kill(path, Math.floor(random() * picture.height));
      // more bytes behind the journal than are still to come, and a journal whose last line is not whole, or the first
      writeFileSync(join(part, 'part'), Buffer.concat([readFileSync(join(part, 'part')), Buffer.alloc(bytes, 'torn')]));
      const journal = readFileSync(join(part, 'journal'));
      const head = journal.indexOf('\n') + 1;
      const lines = run === 0 ? 0 : Math.floor(random() * (journal.length - head + 1));
      truncateSync(join(part, 'journal'), head + lines);
      const live = temporaryFolder(t);
      renameSync(part, join(live, part.slice(folder.length + 1)));
      begun.add(await write(join(live, `m.${suffix}`), { journal: { resumeKey: making, resume: true, every: 0 } }));
      assert.deepEqual(readdirSync(live), [`m.${suffix}`]);
      assert.ok(readFileSync(join(live, `m.${suffix}`)).equals(readFileSync(whole)), `run ${run}`);
    }
    assert.ok(begun.size > 1, `begun at ${[...begun]}`);
  });
}

test('what was begun as something else is refused, stays, and goes when it is begun anew', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'm.png');
  await kill(path, 4500);
  const before = readdirSync(folder).sort();
  for (const [options, sentence] of [
    [{ journal: { resumeKey: { ...making, plan: 'abd' }, resume: true } }, /another plan: abc, not abd\. .*--resume/],
    [{ journal: { resumeKey: { ...making, version: '2' }, resume: true } }, /another version: 1, not 2/],
    [{ journal: { resumeKey: making, resume: true }, dpi: 72 }, /another dpi: 200, not 72/],
    [{ journal: { resumeKey: making, resume: true }, height: 2000 }, /another height: 5003, not 2000/],
  ] as const) {
    await assert.rejects(fileSink(path, { ...size, ...options }), (error: Error) => {
      assert.match(error.message, sentence);
      return 'code' in error && error.code === 'usage';
    });
    assert.deepEqual(readdirSync(folder).sort(), before);
  }
  // another output leaves it alone, the same one removes it
  await write(join(folder, 'other.png'), {});
  assert.ok(readdirSync(folder).some((name) => name.includes('-4194305.-')));
  await write(path, {});
  assert.ok(!readdirSync(folder).some((name) => name.includes('-4194305.-')));
});

test('where nothing was begun it begins at the top', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'sub'));
  assert.equal(await write(join(folder, 'm.png'), { journal: { resumeKey: making, resume: true } }), 0);
});
