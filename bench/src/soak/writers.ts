/** Several programs at one library. */

import { join } from 'node:path';
import { writeCollection } from '@tesserae/testing';
import { type Figure, repetitions, type Soaking } from './figure.js';
import { type Ended, tesserae, tesseraeEnds } from './program.js';
import { contentsOf, soundness } from './rows.js';

const FOLDERS = 4;

/** Two writers and readers at a time; and how soon a dead writer is replaced. */
export async function soakWriters(soaking: Soaking): Promise<readonly Figure[]> {
  const { folder } = soaking;
  const folders = Array.from({ length: FOLDERS }, (_, i) => join(folder, `photos-${i}`));
  for (const [i, each] of folders.entries()) await writeCollection(each, 100, 10 + i);
  const [alone, shared] = ['alone', 'shared'].map((name) => join(folder, `${name}.tesserae`));
  for (const each of folders) await tesseraeEnds([0], ['index', each, '--library', alone]);
  await tesseraeEnds([0], ['index', folders[0], '--library', shared]);

  const rounds = repetitions(10, soaking);
  const ended: Ended[] = [];
  for (let i = 0; i < rounds; i++) {
    const writing = folders.map((each) => ['index', each, '--wait', '5m', '--library', shared]);
    const reading = Array.from({ length: 4 }, () => ['library', 'verify', '--library', shared]);
    ended.push(...(await Promise.all([...writing, ...reading].map((words) => tesserae(words)))));
    if (i + 1 < rounds)
      await tesseraeEnds([0], ['library', 'forget', `${folders[i % FOLDERS]}/*`, '--library', shared]);
  }
  const failed = ended.filter(({ exit }) => exit !== 0);
  const { damage } = await soundness(shared);
  const same = (await contentsOf(shared)) === (await contentsOf(alone));
  return [
    {
      promise: `${FOLDERS} writers that wait and 4 readers at a time, ${rounds} rounds`,
      wanted: 'no lost update, no reader refused, verify is clean',
      measured: `${failed.length} of ${ended.length} failed${failed.length > 0 ? ` (${failed[0].last.message})` : ''}; ${damage.length} damaged; ${same ? 'all there' : 'something is missing'}`,
      kept: failed.length === 0 && damage.length === 0 && same,
    },
    await deadWriter(folders, join(folder, 'dead.tesserae')),
  ];
}

/** A writer is killed; the next must not wait for it. */
async function deadWriter(folders: readonly string[], path: string): Promise<Figure> {
  await tesseraeEnds([0], ['index', folders[0], '--library', path]);
  const index = ['index', ...folders, '--library', path];
  let killed = false;
  await tesserae(index, {
    onStart: (child) => {
      child.stdout?.on('data', (text: string) => {
        // it writes as soon as it says how far it is
        if (text.includes('"progress"')) killed = child.kill('SIGKILL');
      });
    },
  });
  const next = await tesserae(index);
  const begun = next.events.find(({ fields }) => fields.t === 'scan')?.at ?? Number.NaN;
  const waited = next.events.some(({ fields }) => /^waiting/.test(String(fields.message)));
  return {
    promise: 'a killed writer is replaced',
    wanted: '≤ 1 s',
    measured: `exit ${next.exit}, ${waited ? 'waited' : 'at once'}; scanning ${(begun / 1000).toFixed(2)} s after the program began`,
    kept: killed && next.exit === 0 && !waited,
  };
}
