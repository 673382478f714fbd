import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { randomFrom } from '@tesserae/core/internal';
import { openLibrary } from '@tesserae/node';
import { canRun, hasCommand, syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { indexPhotos } from '../support/shared-decoders.js';

const PROGRAM = join(import.meta.dirname, '..', 'support', 'killed-job.js');
const KILLS = 5;

/** A job and where it is killed. */
interface Job {
  readonly job: string;
  readonly folder: string;
  readonly output: string;
  readonly key?: string;
}

/** Runs a job to its end, or until a stage has come so far. @returns what it said of an earlier run */
async function run({ job, folder, output, key = 'k' }: Job, ...until: readonly (string | number)[]): Promise<string> {
  const words = [PROGRAM, job, folder, join(folder, output), key, ...until.map(String)];
  const { stdout, signal, stderr } = await promisify(execFile)(process.execPath, words).catch((error) => error);
  assert.ok(signal === undefined || signal === 'SIGKILL', stderr);
  return stdout.trim() === '' ? 'none' : JSON.parse(stdout).code;
}

/** A file, or all files of a folder, as one text. */
function contentsOf(path: string): string {
  if (statSync(path).isFile()) return readFileSync(path, 'latin1');
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(path, name)).isFile())
    .sort()
    .map((name) => `${name}\n${readFileSync(join(path, name), 'latin1')}`)
    .join('\n');
}

/** Kills a job at five moments of its stages, then lets it end: the bytes are those of an unbroken run, and nothing else is left. */
async function killed(job: Job, stages: readonly (readonly [stage: string, last: number])[]): Promise<void> {
  const { folder, output } = job;
  const random = randomFrom(output.length);
  const unbroken = { ...job, output: output.replace('killed', 'unbroken') };
  await run(unbroken);
  const before = readdirSync(folder).sort();
  const said: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const [stage, last] = stages[Math.floor((kill * stages.length) / KILLS)];
    said.push(await run(job, stage, Math.floor(last * (0.3 + (0.6 * (kill + random())) / KILLS))));
    assert.equal(existsSync(join(folder, output)), false);
  }
  said.push(await run(job));
  assert.deepEqual(said.slice(1), Array(KILLS).fill('parts-used'));
  assert.ok(contentsOf(join(folder, output)) === contentsOf(join(folder, unbroken.output)));
  assert.deepEqual(readdirSync(folder).sort(), [...before, output].sort());
}

const films = temporaryFolder({ after });

for (const output of ['killed.mp4', 'killed']) {
  test(`a film that is killed goes on to the same bytes: ${output}`, async () => {
    await killed({ job: 'film', folder: films, output }, [['film', 150]]);
  });
}

test('a film of another key does not use its parts, and a damaged part is made again', async () => {
  const job = { job: 'film', folder: films, output: 'other.mp4' };
  await run(job, 'film', 100);
  assert.equal(await run({ ...job, key: 'other' }, 'film', 100), 'parts-of-another-run');
  const data = join(films, '.other.mp4.parts', 'data');
  const bytes = readFileSync(data);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(data, bytes);
  assert.equal(await run({ ...job, key: 'other' }), 'parts-used');
  const unbroken = { ...job, output: 'unbroken.mp4' };
  if (!existsSync(join(films, unbroken.output))) await run(unbroken); // the first test has left it
  assert.ok(contentsOf(join(films, 'other.mp4')) === contentsOf(join(films, 'unbroken.mp4')));
});

for (const output of ['killed', 'killed.html']) {
  test(`a zoom that is killed goes on to the same bytes: ${output}`, async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'photos'));
    await writePhotos(join(folder, 'photos'), 12, { width: 120, height: 90 });
    const library = await openLibrary(join(folder, 'l.tesserae'), { create: true });
    await indexPhotos(library, [join(folder, 'photos')]);
    library.close();
    await killed({ job: 'zoom', folder, output }, [
      ['photos', 12],
      ['draw', 12_000],
      ['draw', 12_000],
    ]);
  });
}

test('a moving mosaic that is killed goes on to the same bytes', async (t) => {
  if (!canRun(t, hasCommand('ffmpeg', ['-version']), 'ffmpeg (Debian: ffmpeg)')) return;
  const folder = temporaryFolder(t);
  await writePicture(join(folder, 'wide.png'), syntheticPhoto(500, 480, 320));
  const film = ['-loop', '1', '-framerate', '25', '-t', '5', '-i', join(folder, 'wide.png'), '-vf', 'crop=160:90:n:n'];
  spawnSync('ffmpeg', ['-v', 'error', ...film, '-pix_fmt', 'yuv420p', join(folder, 'clip.mp4')]);
  await killed({ job: 'clip', folder, output: 'killed.mp4' }, [['film', 125]]);
});
