/** Decoders that are killed at random while photos are indexed. */

import { join } from 'node:path';
import { randomFrom } from '@tesserae/core';
import { writeCollection } from '@tesserae/testing';
import { type Figure, repetitions, type Soaking } from './figure.js';
import { descendants, tesserae, tesseraeEnds } from './program.js';
import { contentsOf } from './rows.js';

/** Photos for each kill: enough to be decoding when it comes. */
const PHOTOS_A_KILL = 80;

/**
 * Between two kills, milliseconds: the photo that is tried again is alone meanwhile, and would be hit again, and refused by right, if
 * the next kill came before its new decoder has started and is done.
 */
const PAUSE = 700;

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
  let exit: number | null = 0;
  // a run that ends before it was killed often enough begins anew
  for (let run = 0; kills < wanted && run < 20; run++) {
    let killing: NodeJS.Timeout | undefined;
    const library = run === 0 ? harried : join(folder, `harried-${run}.tesserae`);
    const ended = await tesserae(['index', photos, '--library', library], {
      onStart: ({ pid }) => {
        const kill = (): void => {
          const below = descendants(pid!);
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
    exit = ended.exit === 0 ? exit : ended.exit;
    refused += ended.last.refused ?? 0;
    // what was hit twice is refused by right: the next run of another program version would try it again
    if (ended.exit === 0 && (await contentsOf(library)) !== (await contentsOf(calm))) exit = -1;
  }
  return [
    {
      promise: `${kills} decoders killed at random while ${wanted * PHOTOS_A_KILL + 200} photos are indexed`,
      wanted: 'those photos tried again, the library equal to that of an undisturbed run',
      measured:
        exit === -1 ? 'another library' : exit === 0 ? 'equal; 0 refused' : `${refused} were hit twice, and refused`,
      // of two kills no more than one photo can be hit twice
      kept: exit === 0 || (exit === 3 && refused <= kills / 2),
    },
  ];
}
