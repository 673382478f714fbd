/** Libraries of which one bit has flipped. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MosaicError } from '@tesserae/core';
import { randomFrom } from '@tesserae/core/internal';
import { indexPhotos, openDecoders, openLibrary, repairLibrary } from '@tesserae/node';
import { writeCollection } from '@tesserae/testing';
import { type Figure, repetitions, type Soaking } from './figure.js';
import { tesseraeEnds } from './program.js';
import { contentsOf, soundness } from './rows.js';

/** Flips a bit at random places: found by `verify`, or nothing that is read is another; then repairs and indexes again. */
export async function soakFlips(soaking: Soaking): Promise<readonly Figure[]> {
  const { folder } = soaking;
  const wanted = repetitions(500, soaking);
  const [photos, whole, now] = ['photos', 'whole.tesserae', 'now.tesserae'].map((name) => join(folder, name));
  await writeCollection(photos, 60);
  await tesseraeEnds([0], ['index', photos, '--library', whole]);
  const contents = await contentsOf(whole);
  const bytes = readFileSync(whole);
  const random = randomFrom(500);
  const decoders = openDecoders();
  const tally = { found: 0, harmless: 0, silent: 0, crashed: 0, restored: 0, beyond: 0 };
  for (let i = 0; i < wanted; i++) {
    for (const suffix of ['', '-wal', '-shm', '-journal', '.damaged', '.repair']) rmSync(now + suffix, { force: true });
    const flipped = Buffer.from(bytes);
    // a tenth of them where SQLite says what the file is, and which tables are where
    flipped[Math.floor(random() * (i % 10 === 0 ? 4096 : bytes.length))] ^= 1 << Math.floor(random() * 8);
    writeFileSync(now, flipped);
    tally[await seen(now, contents)]++;
    try {
      await repairLibrary(now, { decoders });
    } catch (error) {
      if (!(error instanceof MosaicError)) throw error;
      tally.beyond++;
      continue;
    }
    const library = await openLibrary(now);
    await indexPhotos(library, [photos], { decoders });
    library.close();
    if ((await contentsOf(now)) === contents) tally.restored++;
  }
  decoders.close();
  const { found, harmless, silent, crashed, restored, beyond } = tally;
  return [
    {
      promise: `one bit flipped at ${wanted} random places of a library`,
      wanted: 'found by verify, or harmless; never a crash, never another content in silence',
      measured: `${found} found, ${harmless} harmless, ${silent} silent, ${crashed} crashes`,
      kept: silent + crashed === 0,
    },
    {
      promise: 'repair and a scan after each of them',
      wanted: 'restores what can be derived; says so where nothing can be read',
      measured: `${restored} as before, ${beyond} refused in a sentence, ${wanted - restored - beyond} otherwise`,
      kept: restored + beyond === wanted,
    },
  ];
}

/** What a reader sees of a flipped bit. */
async function seen(path: string, contents: string): Promise<'found' | 'harmless' | 'silent' | 'crashed'> {
  try {
    if ((await soundness(path)).damage.length > 0) return 'found';
    return (await contentsOf(path)) === contents ? 'harmless' : 'silent';
  } catch (error) {
    return error instanceof MosaicError ? 'found' : 'crashed';
  }
}
