/** `kill -9` of the whole program at random moments of drawing: pictures, pages, films, moving mosaics. */

import type { ChildProcess } from 'node:child_process';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, randomFrom } from '@tesserae/core/internal';
import { syntheticPhoto, writeCollection, writePicture } from '@tesserae/testing';
import { type Figure, repetitions, type Soaking } from './figure.js';
import { tesserae, tesseraeEnds } from './program.js';

const PHOTOS = 120;
const KILLS = 100;

/** After so many kills a run is let to its end. */
const IN_A_ROW = 5;

/** A job: its words but for the output, and the stage whose progress says when it is killed. */
interface KilledJob {
  readonly name: string;
  readonly suffix: string;
  readonly words: readonly string[];
  readonly stage: string;
}

/** Kills each job at random moments, and goes on with `--resume`: the bytes must be those of an unbroken run. */
export async function soakKilledJobs(soaking: Soaking): Promise<readonly Figure[]> {
  const jobs = await jobsIn(soaking.folder);
  const figures: Figure[] = [];
  for (const job of jobs) {
    const figure = await killJob(job, soaking);
    process.stderr.write(`\n  ${figure.promise}: ${figure.measured} `);
    figures.push(figure);
  }
  return figures;
}

async function jobsIn(folder: string): Promise<readonly KilledJob[]> {
  const [photos, target, clip] = ['photos', 'target.png', 'clip.mp4'].map((name) => join(folder, name));
  await writeCollection(photos, PHOTOS);
  await writePicture(target, syntheticPhoto(77, 320, 240));
  const film = ['-loop', '1', '-framerate', '25', '-t', '6', '-i', target, '-vf', 'crop=160:90:n/2:n/2'];
  spawnSync('ffmpeg', ['-v', 'error', ...film, '-pix_fmt', 'yuv420p', clip]);
  const library = ['--library', join(folder, 'l.tesserae')];
  const plan = join(folder, 'p.json');
  await tesseraeEnds(
    [0, 3],
    ['make', target, photos, '--columns', '40', '-o', join(folder, 'm.png'), '--plan', plan, ...library],
  );
  const render = (suffix: string): KilledJob => ({
    ...{ name: `render ${suffix}`, suffix, stage: 'draw', words: ['render', plan, '--cell', '56'] },
  });
  return [
    ...['.png', '.tif', '.jpg'].map(render),
    { name: 'zoom', suffix: '', stage: 'draw', words: ['zoom', plan, '--cell', '80'] },
    { name: 'film', suffix: '.mp4', stage: 'film', words: ['film', plan, '--seconds', '5', '--for', '320x180'] },
    ...(existsSync(clip)
      ? [
          {
            name: 'make of a clip',
            suffix: '.mp4',
            stage: 'film',
            words: ['make', clip, ...library, '--columns', '24', '--cell', '8'],
          },
        ]
      : []),
  ];
}

async function killJob(job: KilledJob, soaking: Soaking): Promise<Figure> {
  const { folder } = soaking;
  const [unbroken, output] = ['unbroken', 'killed'].map((name) => join(folder, `${name}${job.suffix}`));
  const whole = await tesseraeEnds([0], [...job.words, '-o', unbroken]);
  const total = Math.max(...whole.events.map(({ fields }) => (fields.stage === job.stage ? fields.total : 0)));
  const wanted = repetitions(KILLS, soaking);
  const random = randomFrom(300);
  let [killed, resumed, same] = [0, 0, 0];
  const failures: string[] = [];
  for (let round = 0; killed < wanted; round++) {
    for (let i = 0; i < IN_A_ROW && killed < wanted && !existsSync(output); i++) {
      const run = await tesserae([...job.words, '-o', output, '--resume'], { onStart: killAt(job, total, random) });
      if (run.exit === null) killed++;
      if (run.events.some(({ fields }) => fields.code === 'parts-used')) resumed++;
    }
    // one that was killed between publishing and tidying up leaves its parts to the next run
    if (existsSync(output) && hasParts(folder)) await tesseraeEnds([0], [...job.words, '-o', output, '--resume', '-y']);
    else if (!existsSync(output)) await tesseraeEnds([0], [...job.words, '-o', output, '--resume']);
    if (hashOf(output) === hashOf(unbroken)) same++;
    else failures.push(`round ${round} differs`);
    if (hasParts(folder)) failures.push(`round ${round} left something`);
    rmSync(output, { recursive: true });
  }
  rmSync(unbroken, { recursive: true });
  return {
    promise: `kill −9 of ${job.name} at ${killed} random moments, ${IN_A_ROW} in a row`,
    wanted: 'with --resume the bytes of an unbroken run, and nothing else is left',
    measured: `${same} outputs are the same; ${resumed} runs used parts${failures.length > 0 ? `; ${failures.slice(0, 3).join(', ')}` : ''}`,
    kept: failures.length === 0 && resumed > 0,
  };
}

/** Whether a run has left anything beside its output. */
function hasParts(folder: string): boolean {
  return readdirSync(folder).some((name) => name.startsWith('.killed'));
}

/** Kills a run when its stage has come to a random place. */
function killAt({ stage }: KilledJob, total: number, random: Random): (child: ChildProcess) => void {
  const place = Math.ceil(total * random());
  return (child) =>
    child.stdout?.on('data', (text: string) => {
      for (const line of text.split('\n').filter((each) => each.includes(`"stage":"${stage}"`))) {
        const [, done = '0'] = /"done":(\d+)/.exec(line) ?? [];
        if (Number(done) >= place) child.kill('SIGKILL');
      }
    });
}

/** Of a file, or of all files in a folder. */
function hashOf(path: string): string {
  const hash = createHash('sha256');
  const names = statSync(path).isFile() ? [''] : readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) {
    const file = join(path, name);
    if (statSync(file).isFile()) hash.update(name).update(readFileSync(file));
  }
  return hash.digest('hex');
}
