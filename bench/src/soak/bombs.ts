/** Bad and odd files and bombs, by every way into the program. */

import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bombs, writePhotos } from '@tesserae/testing';
import { type Figure, repetitions, type Soaking } from './figure.js';
import { type Ended, megabytes, tesserae, tesseraeEnds } from './program.js';

const MOST_CHILD = 600 * 2 ** 20;
const MOST_GROWTH = 20 * 2 ** 20;
const MOST_SECONDS = 2;

/** Bombs and the odd samples through `index`, `inspect` and as target. */
export async function soakBombs(soaking: Soaking): Promise<readonly Figure[]> {
  const { folder, samples } = soaking;
  const [bad, plain] = [join(folder, 'bad'), join(folder, 'plain')];
  for (const each of [bad, plain]) mkdirSync(each);
  const made = await bombs();
  for (const [name, bytes] of made) writeFileSync(join(bad, name), bytes);
  cpSync(join(samples, 'odd'), join(bad, 'odd'), { recursive: true });
  const library = ['--library', join(folder, 'plain.tesserae')];
  const paths = await writePhotos(plain, 120, { width: 400, height: 300 });

  const calm = await tesseraeEnds([0], ['index', plain, ...library]);
  const indexed = await tesserae(['index', bad, '--library', join(folder, 'bad.tesserae')]);
  const inspected = await tesserae(['inspect', ...[...made.keys()].map((name) => join(bad, name))]);
  const odd = readdirSync(join(bad, 'odd')).map((name) => join(bad, 'odd', name));
  const oddInspected = await tesserae(['inspect', ...odd]);

  const all = [...[...made.keys()].map((name) => join(bad, name)), ...odd];
  const wanted = repetitions(all.length, soaking);
  const aimed = all.filter(
    (_, i) => Math.floor((i * wanted) / all.length) < Math.floor(((i + 1) * wanted) / all.length),
  );
  const target = ['--columns', '10', ...library];
  const calmTarget = await tesseraeEnds([0], ['plan', paths[0], ...target]);
  const targets: Ended[] = [];
  for (const path of aimed) targets.push(await tesserae(['plan', path, ...target]));

  const runs = [indexed, inspected, oddInspected, ...targets];
  const dead = runs.filter(({ exit, last }) => exit === null || exit > 100 || last.code === 'failed');
  // a picture that is good is held as long as it is looked at
  const bombed = targets.filter(({ last }) => last.t === 'error');
  const growth = Math.max(indexed.ownPeak - calm.ownPeak, ...bombed.map((run) => run.ownPeak - calmTarget.ownPeak));
  const child = Math.max(...runs.map(({ childPeak }) => childPeak));
  const slowest = Math.max(...gaps(inspected), ...bombed.map(({ seconds }) => seconds - calmTarget.seconds));
  const unexplained = runs.flatMap(refusals).filter(({ code, words }) => !code || !/\.$/.test(words));
  const promise = `${all.length} bad and odd files (${made.size} of them bombs): index, inspect, ${aimed.length} as targets`;
  return [
    {
      promise,
      wanted: '0 parent deaths; each refusal has a code and a sentence',
      measured: `${dead.length} deaths; ${runs.flatMap(refusals).length} refusals, ${unexplained.length} unexplained`,
      kept: dead.length === 0 && unexplained.length === 0,
    },
    {
      promise: 'memory of a decoder over all of them',
      wanted: `≤ ${megabytes(MOST_CHILD)}`,
      measured: megabytes(child),
      kept: child <= MOST_CHILD,
    },
    {
      promise: 'growth of the parent beside a run over plain photos',
      wanted: `≤ ${megabytes(MOST_GROWTH)}`,
      measured: megabytes(growth),
      kept: growth <= MOST_GROWTH,
    },
    {
      promise: 'slowest verdict: on a bomb inspected; on a target, beside a plain one',
      wanted: `≤ ${MOST_SECONDS} s`,
      measured: `${slowest.toFixed(1)} s`,
      kept: slowest <= MOST_SECONDS,
    },
  ];
}

/** Seconds from each verdict to the next. */
function gaps({ events }: Ended): number[] {
  return events.map(({ at }, i) => (at - (i === 0 ? 0 : events[i - 1].at)) / 1000);
}

interface Refusal {
  readonly code?: string;
  readonly words: string;
}

function refusals({ events }: Ended): Refusal[] {
  return events
    .map(({ fields }) => fields)
    .filter(({ t, state }) => t === 'refused' || t === 'error' || (t === 'file' && state === 'refused'))
    .map(({ code, detail, message }) => ({ code, words: String(detail ?? message) }));
}
