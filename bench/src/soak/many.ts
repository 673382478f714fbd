/** A hundred thousand photos. */

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCollection } from '@tesserae/testing';
import { type Figure, repetitions, type Soaking } from './figure.js';
import { cpuOf, descendants, type Ended, megabytes, residentOf, tesseraeEnds } from './program.js';

const MANY = 100_000;
const FEW = 1000;

/** Indexes a large collection and a small one, again with nothing changed, and describes it. */
export async function soakMany(soaking: Soaking): Promise<readonly Figure[]> {
  const { folder } = soaking;
  const count = repetitions(MANY, soaking);
  const [photos, few] = [join(folder, 'photos'), join(folder, 'few')];
  await writeCollection(photos, count);
  await writeCollection(few, FEW);
  const path = join(folder, 'many.tesserae');
  const small = await costOf(['index', few, '--library', join(folder, 'few.tesserae')]);
  const large = await costOf(['index', photos, '--library', path]);
  const again = await costOf(['index', photos, '--library', path]);
  const perSecond = (photosTaken: number, { cpu }: Cost): number => photosTaken / cpu;
  const rate = perSecond(count, large) / perSecond(FEW, small);
  const slope = ((large.late - large.early) / 2 ** 20 / (count * 0.6)) * 1000;
  const tenth = count / MANY;
  return [
    {
      promise: `first index of ${count} photos: photos per CPU second, beside the first ${FEW} alone`,
      wanted: 'within 15 % or better',
      measured: `${perSecond(count, large).toFixed(0)} and ${perSecond(FEW, small).toFixed(0)}; ${large.ended.seconds.toFixed(0)} s in all`,
      kept: rate >= 0.85,
    },
    {
      promise: 'the same again, nothing changed',
      wanted: `≤ ${(5 * Math.max(tenth, 0.3)).toFixed(1)} s`,
      measured: `${again.ended.seconds.toFixed(1)} s, ${again.cpu.toFixed(1)} of processor time`,
      kept: again.ended.seconds <= 5 * Math.max(tenth, 0.3),
    },
    {
      promise: 'most memory of the program while it indexes, and with its decoders',
      wanted: '≤ 400 MB',
      measured: `${megabytes(large.ended.ownPeak)}; ${megabytes(large.ended.last.peakRss)}`,
      kept: large.ended.ownPeak <= 400 * 2 ** 20,
    },
    {
      promise: 'memory slope of all processes, from a fifth to four fifths of the photos',
      wanted: '≤ 1 MB per 1,000 photos',
      measured: `${slope.toFixed(2)} MB`,
      kept: slope <= 1,
    },
    {
      promise: 'size of the library',
      wanted: 'reported',
      measured: `${megabytes(statSync(path).size)}, ${(statSync(path).size / count / 1024).toFixed(1)} kB a photo`,
      kept: true,
    },
    describing(path, 'whole', 15 * tenth + 1),
    describing(path, 'all', 60 * tenth + 2),
  ];
}

interface Cost {
  readonly ended: Ended;
  /** Seconds of processor time, all processes. */
  readonly cpu: number;
  /** Resident memory of all processes at a fifth and at four fifths of the photos, bytes. */
  readonly early: number;
  readonly late: number;
}

/** Runs, and adds up what all its processes take: children are killed in the end, and their parent never hears of it. */
async function costOf(words: readonly string[]): Promise<Cost> {
  const cpu = new Map<number, number>();
  const residents: number[] = [];
  let looking: NodeJS.Timeout | undefined;
  const ended = await tesseraeEnds([0], words, {
    onStart: ({ pid }) => {
      looking = setInterval(() => {
        const all = [pid!, ...descendants(pid!)];
        for (const each of all) cpu.set(each, Math.max(cpu.get(each) ?? 0, cpuOf(each)));
        residents.push(all.reduce((sum, each) => sum + residentOf(each), 0));
      }, 50);
    },
  });
  clearInterval(looking);
  // the middle of a few: a decoder that is being recycled is not there
  const around = (place: number): number => {
    const at = Math.floor(residents.length * place);
    const near = residents.slice(Math.max(0, at - 10), at + 10).sort((a, b) => a - b);
    return near[near.length >> 1] ?? 0;
  };
  const seconds = [...cpu.values()].reduce((sum, each) => sum + each, 0);
  return { ended, cpu: seconds, early: around(0.2), late: around(0.8) };
}

function describing(path: string, views: string, most: number): Figure {
  const script = fileURLToPath(new URL('describe-all.js', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [script, path, views], { encoding: 'utf8' });
  const allowed = `≤ ${most.toFixed(0)} s; the features and 200 MB`;
  const promise = `open it and describe ${views === 'all' ? 'all 38 views of each photo' : 'whole photos'}`;
  if (stdout === '') return { promise, wanted: allowed, measured: stderr.trim().slice(-200), kept: false };
  const { bytes, peak, opening, seconds, cpu } = JSON.parse(stdout);
  return {
    promise,
    wanted: allowed,
    measured: `${seconds.toFixed(1)} s (${cpu.toFixed(1)} of processor time), of which ${opening.toFixed(1)} s to open; ${megabytes(peak)}, features ${megabytes(bytes)}`,
    kept: seconds <= most && peak <= bytes + 200 * 2 ** 20,
  };
}
