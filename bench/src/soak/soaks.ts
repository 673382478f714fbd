import { soakBombs } from './bombs.js';
import { soakDisks } from './disks.js';
import type { Soak } from './figure.js';
import { soakFlips } from './flips.js';
import { soakKilledDecoders } from './killed-decoders.js';
import { soakKilledJobs } from './killed-jobs.js';
import { soakKilledRuns } from './killed-runs.js';
import { soakMany } from './many.js';
import { soakOriginals } from './originals.js';
import { soakWriters } from './writers.js';

/** All soaks, by the names they are asked for; the longest last. */
export const SOAKS: Readonly<Record<string, Soak>> = {
  bombs: soakBombs,
  'killed-decoders': soakKilledDecoders,
  'killed-runs': soakKilledRuns,
  'killed-jobs': soakKilledJobs,
  flips: soakFlips,
  disks: soakDisks,
  originals: soakOriginals,
  writers: soakWriters,
  many: soakMany,
};
