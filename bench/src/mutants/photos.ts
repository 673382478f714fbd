/**
 * `npm run soak:mutants`: damaged copies of the sample files through `index`, many of them, and what became of them.
 *
 *     npm run soak:mutants                      50,000
 *     npm run soak:mutants -- --count 5000 --seed 50000
 *
 * Ends with 1 if a run of `index` fails, is slower than a file may be, or leaves a file without a verdict; the file that
 * did it is named by its source and seed, and becomes a fixture.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomFrom } from '@tesserae/core/internal';
import { indexPhotos, openLibrary } from '@tesserae/node';
import { mutant, samplesFolder } from '@tesserae/testing';

/** Files a run of `index`. */
const BATCH = 1000;

/** Larger sources would make the disk the measure. */
const MOST_BYTES = 100_000;

/** Sample files of every format: all odd ones, and a few photos. */
function sources(): string[] {
  const samples = samplesFolder();
  if (samples === undefined) throw new Error('needs the sample photos (TESSERAE_SAMPLES)');
  const odd = readdirSync(join(samples, 'odd')).map((name) => join(samples, 'odd', name));
  const photos = readdirSync(join(samples, 'photos', 'cid22')).slice(0, 10);
  const all = [...odd, ...photos.map((name) => join(samples, 'photos', 'cid22', name))];
  return all.filter((path) => /\.\w+$/.test(path) && statSync(path).size > 8 && statSync(path).size <= MOST_BYTES);
}

/** What became of the mutants so far. */
interface Tally {
  files: number;
  used: number;
  repaired: number;
  skipped: number;
  readonly refused: Map<string, number>;
  slowest: number;
}

async function batch(paths: readonly string[], first: number, count: number, tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tesserae-mutants-'));
  try {
    for (let seed = first; seed < first + count; seed++) {
      const source = paths[seed % paths.length];
      writeFileSync(join(folder, `${seed}-${basename(source)}`), mutant(readFileSync(source), randomFrom(seed)));
    }
    const library = await openLibrary(join(folder, 'a.tesserae'), { create: true });
    const begun = performance.now();
    let last = begun;
    const report = await indexPhotos(library, [folder], {
      onProgress: () => {
        tally.slowest = Math.max(tally.slowest, performance.now() - last);
        last = performance.now();
      },
    });
    library.close();
    const verdicts = report.photos + report.duplicates + report.refused + report.skipped + report.ignored;
    // the library, too, is a file there, and skipped
    if (verdicts < count) throw new Error(`${count - verdicts} files of the seeds from ${first} have no verdict`);
    tally.files += count;
    tally.used += report.photos + report.duplicates - report.repaired;
    tally.repaired += report.repaired;
    tally.skipped += report.skipped;
    for (const { code } of report.refusals) tally.refused.set(code, (tally.refused.get(code) ?? 0) + 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
  const [count, seed] = [Number(values.count ?? 50_000), Number(values.seed ?? 0)];
  const paths = sources();
  const tally: Tally = { files: 0, used: 0, repaired: 0, skipped: 0, refused: new Map(), slowest: 0 };
  const begun = performance.now();
  for (let done = 0; done < count; done += BATCH) {
    await batch(paths, seed + done, Math.min(BATCH, count - done), tally);
    process.stderr.write(`\r${tally.files} of ${count}`);
  }
  const seconds = (performance.now() - begun) / 1000;
  const refused = [...tally.refused].sort(([, a], [, b]) => b - a).map(([code, times]) => `${code} ${times}`);
  console.log(`\n${tally.files} mutants of ${paths.length} files, seeds from ${seed}: no run failed`);
  console.log(
    `used ${tally.used}, repaired ${tally.repaired}, skipped ${tally.skipped}; refused: ${refused.join(', ')}`,
  );
  console.log(`${seconds.toFixed(0)} s; longest wait for a verdict ${(tally.slowest / 1000).toFixed(1)} s`);
  console.log(`resident at the end ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`);
}

await main();
