/** Decoders that are killed at random while photos are indexed. */

import { join } from 'node:path';
import { randomFrom } from '@tesserae/core/internal';
import { writeCollection } from '@tesserae/testing';
import { type Figure, repetitions, type Soaking } from './figure.js';
import { cpuOf, descendants, tesserae, tesseraeEnds } from './program.js';
import { contentsOf } from './rows.js';

/** Photos for each kill: enough to be decoding when it comes. */
const PHOTOS_A_KILL = 80;

/** Between two looks for somebody to kill, milliseconds. */
const PAUSE = 200;

/**
 * Who has worked for less than this, in seconds of processor time, is left alone: it may be trying a photo again, which is
 * refused, by right, if it costs a second decoder. Starting takes half of it.
 */
const SPARED = 0.35;

/** Kills one decoder after the other, and compares the library with that of an undisturbed run. */
export async function soakKilledDecoders(soaking: Soaking): Promise<readonly Figure[]> {
  const { folder } = soaking;
  const wanted = repetitions(50, soaking);
  const photos = join(folder, 'photos');
  await writeCollection(photos, wanted * PHOTOS_A_KILL + 200);
  const [calm, harried] = ['calm', 'harried'].map((name) => join(folder, `${name}.tesserae`));
  await tesseraeEnds([0], ['index', photos, '--library', calm]);

  const random = randomFrom(50);
  let kills = 0;
  let refused = 0;
  let others = 0;
  // a run that ends before it was killed often enough begins anew
  for (let run = 0; kills < wanted && run < 20; run++) {
    let killing: NodeJS.Timeout | undefined;
    const library = run === 0 ? harried : join(folder, `harried-${run}.tesserae`);
    const ended = await tesserae(['index', photos, '--library', library], {
      onStart: ({ pid }) => {
        const kill = (): void => {
          const below = descendants(pid!).filter((each) => cpuOf(each) >= SPARED);
          if (kills < wanted && below.length > 0) {
            process.kill(below[Math.floor(random() * below.length)], 'SIGKILL');
            kills++;
          }
          killing = setTimeout(kill, PAUSE * (1 + random()));
        };
        killing = setTimeout(kill, PAUSE);
      },
    });
    clearTimeout(killing);
    if (ended.exit !== 0) refused += ended.last.refused ?? 1;
    if ((await contentsOf(library)) !== (await contentsOf(calm))) others++;
  }
  return [
    {
      promise: `${kills} decoders killed at random while ${wanted * PHOTOS_A_KILL + 200} photos are indexed`,
      wanted: 'those photos tried again, the library equal to that of an undisturbed run',
      measured: `${others === 0 ? 'equal' : 'another library'}; ${refused} refused`,
      kept: kills === wanted && refused === 0 && others === 0,
    },
  ];
}
