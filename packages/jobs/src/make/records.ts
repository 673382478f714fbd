/** What is asked for besides the picture: the plan, the placements, the report. */

import { resolve } from 'node:path';
import { encodePlan, type MakeResult, type PictureFacts } from '@tesserae/core';
import { givenSettings, type Metrics, plainViolation, type SettingName } from '@tesserae/core/internal';
import type { LibraryFile } from '@tesserae/node';
import type { WholeFile } from '@tesserae/node/internal';
import { encodePlacements } from '../files/placements.js';
import { reportFiles } from '../files/report.js';
import type { CutTarget } from '../target/cut.js';
import type { MakeInput } from './options.js';

/** What there is to write of a mosaic. */
export interface Records {
  readonly target: CutTarget;
  readonly library: LibraryFile;
  /** Photo → a path. */
  readonly paths: readonly string[];
  readonly made: MakeResult;
  /** Null if it was not judged. */
  readonly metrics: Metrics | null;
  /** Absent before it is drawn. */
  readonly picture?: PictureFacts | undefined;
}

/** Settings that change nothing in the plan, and the look, of which each setting is kept. */
const NOT_OF_THE_PLAN: readonly SettingName[] = ['look', 'jobs', 'memory', 'score'];

/** Those that are asked for, as files to write. */
export function recordFiles(input: MakeInput, records: Records): readonly WholeFile[] {
  const { made, paths, library, metrics } = records;
  const { plan, certificate, violations } = made;
  const about = { plan, paths, library, certificate, violations: violations.length };
  const measured = metrics && numbersOf(metrics);
  return [
    ...planFiles(input, records),
    ...(input.placements === undefined ? [] : [{ path: input.placements, data: encodePlacements(plan, paths) }]),
    ...reportFiles(input, { ...about, metrics: measured }),
  ];
}

/** The plan, if it is asked for. */
export function planFiles({ plan: path, settings }: MakeInput, records: Records): readonly WholeFile[] {
  if (path === undefined) return [];
  const { made, target, picture, library, paths, metrics } = records;
  const { sha256, width, height, crop } = target;
  const data = encodePlan({
    plan: made.plan,
    target: { path: resolve(target.path), sha256, width, height, crop },
    picture,
    ...{ library: library.path, paths },
    // an edit tints what it moves as far as the rest
    settings: { ...givenSettings(settings, NOT_OF_THE_PLAN), ...(settings.tint === 'auto' ? { tint: made.tint } : {}) },
    certificate: made.certificate,
    violations: made.violations.map(plainViolation),
    metrics: metrics && numbersOf(metrics),
  });
  return [{ path, data }];
}

/** What could be measured. */
export function numbersOf(metrics: Metrics): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
