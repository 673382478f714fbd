/** Writes what was asked for besides the picture. */

import { resolve } from 'node:path';
import { encodePlan, type Made, type Metrics } from '@tesserae/core';
import { type Target, writeWhole } from '@tesserae/node';
import type { Call } from './call.js';
import type { Collection } from './collection.js';
import { encodePlacements } from './placements.js';
import { encodeReport } from './report.js';

/** What there is to write of a mosaic. */
export interface Records {
  readonly target: Target;
  readonly made: Made;
  /** Null if it was not judged. */
  readonly metrics: Metrics | null;
}

/** Writes the plan, the placements and the report, as far as they were asked for. */
export async function writeBeside(call: Call, { file, paths }: Collection, records: Records): Promise<void> {
  const { flags } = call;
  const { force } = flags;
  const { plan } = records.made;
  if (flags.plan !== undefined) await writePlan(call, { library: file.path, paths }, records);
  if (flags.placements !== undefined) await writeWhole(flags.placements, encodePlacements(plan, paths), { force });
  if (flags.report !== undefined) {
    await writeWhole(flags.report, encodeReport(flags.report, records.made, paths), { force });
  }
}

interface Origin {
  readonly library: string;
  /** Photo → path. */
  readonly paths: readonly string[];
}

async function writePlan({ flags, settings }: Call, origin: Origin, { target, made, metrics }: Records): Promise<void> {
  if (flags.plan === undefined) return;
  const { sha256, width, height } = target;
  const text = encodePlan({
    plan: made.plan,
    target: { path: resolve(target.path), sha256, width, height },
    ...origin,
    settings: Object.fromEntries(settings.given.map((name) => [name, settings[name]])),
    certificate: made.certificate,
    violations: made.violations.map(({ sentence }) => sentence),
    metrics: metrics && numbersOf(metrics),
  });
  await writeWhole(flags.plan, text, { force: flags.force });
}

/** What could be measured. */
function numbersOf(metrics: Metrics): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
