/** What was asked for besides the picture. */

import { resolve } from 'node:path';
import { encodePlan, givenSettings, type MakeResult, type Metrics, type SettingName } from '@tesserae/core';
import { type Target, type WholeFile, writeWhole } from '@tesserae/node';
import type { Call } from './call.js';
import type { Collection } from './collection.js';
import { encodePlacements } from './placements.js';
import { reportFile } from './report.js';

/** What there is to write of a mosaic. */
export interface Records {
  readonly target: Target;
  readonly made: MakeResult;
  /** Null if it was not judged. */
  readonly metrics: Metrics | null;
}

/** Settings that change nothing in the plan: it is the same for any of their values. */
const NOT_OF_THE_PLAN: readonly SettingName[] = ['jobs', 'memory', 'score'];

/** The plan, the placements and the report, as far as they were asked for. */
export function filesBeside(call: Call, { file, paths }: Collection, records: Records): readonly WholeFile[] {
  const { flags } = call;
  const { made } = records;
  const files: WholeFile[] = [];
  if (flags.plan !== undefined) {
    files.push({ path: flags.plan, data: planText(call, { library: file.path, paths }, records) });
  }
  if (flags.placements !== undefined) files.push({ path: flags.placements, data: encodePlacements(made.plan, paths) });
  if (flags.report !== undefined) {
    const { plan, certificate, violations } = made;
    const about = { plan, paths, library: file, certificate, violations: violations.length };
    files.push(reportFile(flags.report, flags, about));
  }
  return files;
}

/** Writes them by themselves. */
export async function writeBeside(call: Call, collection: Collection, records: Records): Promise<void> {
  for (const each of filesBeside(call, collection, records)) await writeWhole(each, { force: call.flags.force });
}

interface Origin {
  readonly library: string;
  /** Photo → path. */
  readonly paths: readonly string[];
}

function planText({ settings }: Call, origin: Origin, { target, made, metrics }: Records): string {
  const { sha256, width, height } = target;
  return encodePlan({
    plan: made.plan,
    target: { path: resolve(target.path), sha256, width, height },
    ...origin,
    settings: givenSettings(settings, NOT_OF_THE_PLAN),
    certificate: made.certificate,
    violations: made.violations.map(({ sentence }) => sentence),
    metrics: metrics && numbersOf(metrics),
  });
}

/** What could be measured. */
export function numbersOf(metrics: Metrics): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
