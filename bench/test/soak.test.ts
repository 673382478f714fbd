/** A small part of the soaks that nothing else in the suite does: `npm run soak` is the whole. */

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { canRun, samplesFolder, temporaryFolder } from '@tesserae/testing';
import type { Soak } from '../dist/soak/figure.js';
import { soakKilledDecoders } from '../dist/soak/killed-decoders.js';
import { soakKilledRuns } from '../dist/soak/killed-runs.js';
import { soakOriginals } from '../dist/soak/originals.js';

async function keeps(t: TestContext, soak: Soak, share: number): Promise<void> {
  const samples = samplesFolder() ?? '';
  for (const { promise, wanted, measured, kept } of await soak({ share, folder: temporaryFolder(t), samples })) {
    if (/needs strace/.test(measured)) canRun(t, false, 'strace');
    else assert.ok(kept, `${promise}: wanted ${wanted}, measured ${measured}`);
  }
}

test('soak: decoders killed at random', (t) => keeps(t, soakKilledDecoders, 0.04));

test('soak: runs killed at random', (t) => keeps(t, soakKilledRuns, 0.04));

test('soak: originals after the whole way', async (t) => {
  if (canRun(t, samplesFolder() !== undefined, 'the sample photos (TESSERAE_SAMPLES)')) {
    await keeps(t, soakOriginals, 0.02);
  }
});
