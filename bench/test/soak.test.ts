/** A small part of the soaks that nothing else in the suite does: `npm run soak` is the whole. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { need, samplesFolder, temporaryFolder } from '@tesserae/testing';
import type { Soak } from '../dist/soak/figure.js';
import { soakKilledDecoders } from '../dist/soak/killed-decoders.js';
import { soakKilledRuns } from '../dist/soak/killed-runs.js';
import { soakOriginals } from '../dist/soak/originals.js';

const PARTS: readonly (readonly [name: string, soak: Soak, share: number])[] = [
  ['decoders killed at random', soakKilledDecoders, 0.04],
  ['runs killed at random', soakKilledRuns, 0.04],
  ['originals after the whole way', soakOriginals, 0.02],
];

for (const [name, soak, share] of PARTS) {
  test(`soak: ${name}`, async (t) => {
    const samples = samplesFolder();
    if (!need(t, samples !== undefined, 'the sample photos (TESSERAE_SAMPLES)')) return;
    for (const { promise, wanted, measured, kept } of await soak({
      share,
      folder: temporaryFolder(t),
      samples: samples!,
    })) {
      if (/needs strace/.test(measured)) need(t, false, 'strace');
      else assert.ok(kept, `${promise}: wanted ${wanted}, measured ${measured}`);
    }
  });
}
