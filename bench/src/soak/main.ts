/**
 * `npm run soak`: every figure that the library promises, measured, beside its promise.
 *
 *     npm run soak                               all of them, half an hour on two cores
 *     npm run soak -- --share .1                 a tenth of the repetitions
 *     npm run soak -- bombs killed-runs          only these
 *
 * Ends with 1 if a promise is missed. Tables go to standard output, what is under way to standard error.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { samplesFolder } from '@tesserae/testing';
import { type Figure, type Soak, tableOf } from './figure.js';
import { SOAKS } from './soaks.js';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { share: { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  const samples = samplesFolder();
  if (samples === undefined) throw new Error('needs the sample photos (TESSERAE_SAMPLES)');
  const unknown = positionals.filter((name) => !(name in SOAKS));
  if (unknown.length > 0) throw new Error(`${unknown.join(' ')}: there are ${Object.keys(SOAKS).join(' ')}`);

  const figures: Figure[] = [];
  for (const [name, soak] of Object.entries(SOAKS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stderr.write(`${name} … `);
    const begun = performance.now();
    const measured = await inFolder((folder) => soak({ share: Number(values.share), folder, samples }));
    process.stderr.write(`${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
    console.log(`\n${name}\n\n${tableOf(measured)}`);
    figures.push(...measured);
  }
  const missed = figures.filter(({ kept }) => !kept).length;
  console.log(`\n${figures.length - missed} of ${figures.length} promises kept`);
  return missed === 0 ? 0 : 1;
}

async function inFolder(work: (folder: string) => ReturnType<Soak>): ReturnType<Soak> {
  const folder = mkdtempSync(join(tmpdir(), 'tesserae-soak-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

process.exitCode = await main();
