/** `kill -9` of the whole program at random moments of writing to a library. */

import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, randomFrom } from '@tesserae/core/internal';
import { writeCollection } from '@tesserae/testing';
import { type Figure, repetitions, type Soaking } from './figure.js';
import { tesserae, tesseraeEnds } from './program.js';
import { contentsOf, soundness } from './rows.js';

const PHOTOS = 260;

/** A photo that changes, and one that goes, of so many. */
const CHANGED = 5;
const GONE = 7;

/** Something that writes to a library: from which to which, and by what words. */
interface Phase {
  readonly name: string;
  /** Undefined if it makes the library. */
  readonly from: string | undefined;
  readonly words: readonly string[];
  /** Of an unbroken run: its library's contents, and how long it took. */
  readonly contents: string;
  readonly seconds: number;
}

/** Kills runs at random moments; each must leave a sound library, with which the same run ends as if nothing had been. */
export async function soakKilledRuns(soaking: Soaking): Promise<readonly Figure[]> {
  const { folder } = soaking;
  const phases = await phasesIn(folder);
  const wanted = repetitions(200, soaking);
  const random = randomFrom(200);
  const failures: string[] = [];
  let killed = 0;
  let redone = 0;
  for (let i = 0; i < wanted; i++) {
    const phase = phases[i % phases.length];
    const { failure, hit, lost } = await killOnce(phase, join(folder, 'now.tesserae'), random);
    if (failure !== undefined) failures.push(`${phase.name}: ${failure}`);
    if (hit) killed++;
    redone = Math.max(redone, lost);
  }
  const measured = `${failures.length} failures${failures.length > 0 ? ` (${failures.slice(0, 3).join('; ')})` : ''}`;
  return [
    {
      promise: `kill −9 of the program at ${wanted} random moments of index, re-index and forget (${killed} before its end)`,
      wanted: 'opens, verify is clean, a second run ends as an unbroken one',
      measured,
      kept: failures.length === 0,
    },
    {
      promise: 'work that was reported as done and has to be done again after a kill',
      wanted: '≤ 64 files, and those under way',
      measured: `${redone} files at most`,
      kept: redone <= 64 + 16,
    },
  ];
}

/** The same folder in two states: the library of the first is the beginning of re-indexing the second. */
async function phasesIn(folder: string): Promise<readonly Phase[]> {
  const [photos, changed] = [join(folder, 'photos'), join(folder, 'changed')];
  await writeCollection(photos, PHOTOS);
  mkdirSync(join(changed), { recursive: true });
  const names = readdirSync(photos, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jpg'));
  // renamed folder, changed bytes, missing files
  names.forEach((name, i) => {
    if (i % GONE === 0) return;
    const bytes = readFileSync(join(photos, name));
    const end = i % CHANGED === 0 ? Buffer.from('another content') : Buffer.alloc(0);
    writeFileSync(join(changed, name.replaceAll('/', '-')), Buffer.concat([bytes, end]));
  });
  const first = join(folder, 'first.tesserae');
  const phase = async (
    name: string,
    from: string | undefined,
    words: readonly string[],
    to: string,
  ): Promise<Phase> => {
    if (from !== undefined) copyFileSync(from, to);
    const { seconds } = await tesseraeEnds([0], [...words, '--library', to]);
    return { name, from, words, contents: await contentsOf(to), seconds };
  };
  return [
    await phase('index', undefined, ['index', photos], first),
    await phase('re-index', first, ['index', photos, changed], join(folder, 'second.tesserae')),
    await phase('forget', first, ['library', 'forget', '*5.jpg'], join(folder, 'third.tesserae')),
  ];
}

interface Outcome {
  readonly failure?: string;
  readonly hit: boolean;
  /** Photos that were reported as done and are not in the library. */
  readonly lost: number;
}

async function killOnce(phase: Phase, path: string, random: Random): Promise<Outcome> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
  if (phase.from !== undefined) copyFileSync(phase.from, path);
  const words = [...phase.words, '--library', path];
  const after = phase.seconds * 1000 * (0.1 + 0.9 * random());
  const broken = await tesserae(words, {
    onStart: (child) => void setTimeout(() => child.kill('SIGKILL'), after).unref(),
  });
  const hit = broken.exit === null;
  let lost = 0;
  try {
    const { damage, photos } = await soundness(path);
    if (damage.length > 0) return { failure: damage[0].code, hit, lost };
    const done = Math.max(0, ...broken.events.map(({ fields }) => (fields.t === 'progress' ? fields.done : 0)));
    if (hit && phase.name === 'index') lost = Math.max(0, done - photos);
  } catch (error) {
    // killed before there was one
    if ((error as { code?: string }).code !== 'no-library') return { failure: String(error), hit, lost };
  }
  const again = await tesserae(words);
  // forgetting again what is forgotten: there is no such photo
  const fine = again.exit === 0 || (phase.name === 'forget' && again.last.code === 'not-found');
  if (!fine) return { failure: `then ended with ${again.exit}: ${again.last.message}`, hit, lost };
  return (await contentsOf(path)) === phase.contents ? { hit, lost } : { failure: 'another library', hit, lost };
}
