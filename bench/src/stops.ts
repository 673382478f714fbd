/**
 * `npm run bench:stops`: how soon what is stopped has ended, milliseconds. Prints, judges nothing; the promise is 200 on a free machine.
 *
 * Commands are stopped by SIGINT once they say that a step is under way, and timed until their process has ended; functions are
 * aborted by a timer and timed until they reject.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inlinePool, UNLIMITED, verifyPlan } from '@tesserae/core';
import { assign, layoutOf, type Problem, randomFrom } from '@tesserae/core/internal';
import { loosePlan, syntheticPhoto, writePhotos, writePicture } from '@tesserae/testing';
import { tesserae } from './soak/program.js';

/** What is stopped, the step it is in, and its words. */
const COMMANDS: readonly (readonly [what: string, step: string, words: string])[] = [
  ['index', 'photos', 'index many --library fresh.tesserae'],
  ['make, drawing a PNG', 'draw', 'make target.png photos --library l.tesserae --columns 60 --cell 220 -o a.png'],
  ['make, drawing a JPEG', 'draw', 'make target.png photos --library l.tesserae --columns 60 --cell 220 -o a.jpg'],
  ['make, encoding AVIF', 'encode', 'make target.png photos --library l.tesserae --columns 45 --cell 100 -o a.avif'],
  ['print', 'draw', 'print p.json --library l.tesserae -o a.pdf --paper 2.5m --dpi 250'],
  ['film', 'film', 'film p.json --library l.tesserae -o a.mp4 --seconds 60 --for 640x360'],
  ['make from a clip', 'film', 'make clip.mp4 --library l.tesserae --columns 40 -o b.mp4'],
];

/** A million cells, and ten thousand photos that each may be used a hundred times. */
function largePlan() {
  const cells = 1_000_000;
  const photos = Uint32Array.from({ length: cells }, (_, cell) => cell % 10_007);
  const ids = Array.from({ length: 10_007 }, (_, photo) => photo.toString(16).padStart(64, '0'));
  return loosePlan(layoutOf({ kind: 'grid', columns: 1000, rows: 1000, cell: [1, 1] }, 1000, 1000), photos, 10_007, {
    ids,
  });
}

function largeProblem(most: number): Problem {
  const [columns, rows, photos, dims] = [120, 100, 12_000, 48];
  const random = randomFrom(1);
  const features = (count: number) => ({
    rows: count,
    dims,
    data: Float32Array.from({ length: count * dims }, () => Math.floor(random() * 4)),
  });
  const each = Uint32Array.from({ length: photos }, (_, photo) => photo);
  return {
    cells: features(columns * rows),
    views: { ...features(photos), owner: each, starts: Uint32Array.of(0, photos) },
    layout: layoutOf({ kind: 'grid', columns, rows, cell: [1, 1] }, columns, rows),
    rules: {
      minUses: new Uint32Array(photos),
      maxUses: new Uint32Array(photos).fill(most),
      spacing: 2,
      pinned: new Int32Array(columns * rows).fill(-1),
    },
    groups: each,
  };
}

const EFFORT = {
  k: 60,
  delta: 0.005,
  sweeps: 6,
  depth: 1,
  proof: 'quick' as const,
  refinement: { sweeps: 2, yielding: 0, seek: [0], repulsion: 0, crowding: 0 },
};

async function abortTime(work: (signal: AbortSignal) => Promise<unknown>, after: number): Promise<number> {
  const stop = new AbortController();
  const due = performance.now() + after;
  setTimeout(() => stop.abort(), after);
  await work(stop.signal).catch(() => undefined);
  return performance.now() - due;
}

async function stopTime(step: string, words: readonly string[]): Promise<number> {
  let sent = 0;
  await tesserae(words, {
    onStart: (child) =>
      child.stdout?.on('data', (text: string) => {
        if (sent > 0 || !text.includes(`"stage":"${step}"`)) return;
        sent = performance.now();
        child.kill('SIGINT');
      }),
  });
  return sent === 0 ? Number.NaN : performance.now() - sent;
}

function say(what: string, milliseconds: number): void {
  console.log(
    `${what.padEnd(34)}${Number.isNaN(milliseconds) ? 'did not get there' : `${milliseconds.toFixed(0)} ms`}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'tesserae-stops-'));
process.chdir(folder);
try {
  const plan = largePlan();
  say('verify, a million cells', await abortTime((signal) => verifyPlan(plan, { signal }), 10));
  for (const most of [1, 3, UNLIMITED]) {
    const solve = (signal: AbortSignal) =>
      assign(largeProblem(most), EFFORT, { pool: inlinePool(), random: randomFrom(1) }, { signal });
    say(`assign, at most ${most === UNLIMITED ? 'any number of' : most} uses`, await abortTime(solve, 1000));
  }
  await writePicture('target.png', syntheticPhoto(77, 160, 120));
  for (const [name, count] of [
    ['photos', 12],
    ['many', 200],
  ] as const) {
    mkdirSync(name);
    await writePhotos(name, count, { width: 200, height: 150 });
  }
  spawnSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=12:d=20', 'clip.mp4']);
  await tesserae('make target.png photos --library l.tesserae --columns 10 -o p.png --plan p.json'.split(' '));
  for (const [what, step, words] of COMMANDS) say(what, await stopTime(step, words.split(' ')));
} finally {
  process.chdir(tmpdir());
  rmSync(folder, { recursive: true, force: true });
}
