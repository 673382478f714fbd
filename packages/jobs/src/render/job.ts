/** `render`: draws a plan again, at any size and in any format. */

import { dirname } from 'node:path';
import { cellWidth, gridPixels, type Plan, type PlanFile, type Settings } from '@tesserae/core';
import { type Enlargement, isRecoloured, latticeOf } from '@tesserae/core/internal';
import { openLibrary, type Target } from '@tesserae/node';
import { checkFits, planKey, scratchIn, writeWhole } from '@tesserae/node/internal';
import { estimateDrawing, pictureBytes } from '../estimate/estimate.js';
import { checkMemory } from '../estimate/memory.js';
import { spaceNotes } from '../estimate/space.js';
import { ENDLESS, type Events, UNHEARD } from '../events.js';
import { checkReport, reportableOf, reportFiles } from '../files/report.js';
import type { Host } from '../host.js';
import type { Job, Prepared } from '../job.js';
import { checkAgainstLibrary, pathsOf, requiredOutput } from '../outputs/check.js';
import { drawToFile } from '../picture/draw.js';
import { enlargedIn, enlargedNotes } from '../picture/enlarged.js';
import { pictureFormat } from '../picture/format.js';
import { overlayNotes } from '../picture/overlay.js';
import { isForPaper, type PaperSize, paperNotes, paperSize } from '../picture/paper.js';
import { checkedPlan } from '../plan/checked-plan.js';
import { libraryOfPlan } from '../plan/library-of-plan.js';
import { photosToDraw } from '../plan/photos-to-draw.js';
import { recolouringHeld } from '../plan/recolouring.js';
import { sizeSettings } from '../plan/size-of-plan.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { stopwatch } from '../stopwatch.js';
import { RENDER, type RenderInput } from './options.js';

/** What will be drawn. */
export interface RenderFacts {
  readonly columns: number;
  readonly rows: number;
  /** Pixels, of the picture and of a cell across; 0 if there is only a report to write. */
  readonly width: number;
  readonly height: number;
  readonly cell: number;
  /** On paper, if somebody thinks of it. */
  readonly paper: PaperSize | null;
}

/** What was drawn. */
export interface Rendered extends Omit<RenderFacts, 'cell' | 'paper'> {
  /** Null if there was only a report to write. */
  readonly output: string | null;
  readonly report: string | null;
  readonly enlarged: Enlargement;
  /** How far photos were recoloured; null if that was not measured. */
  readonly recolor: number | null;
  readonly overlay: number;
  /** Photos drawn from their thumbnails. */
  readonly standIns: number;
  readonly bytes: number;
  readonly timings: Readonly<Record<string, number>>;
}

/** Draws a plan. */
export const renderJob: Job<RenderInput, Rendered, RenderFacts> = { name: 'render', options: RENDER, prepare };

async function prepare(
  input: RenderInput,
  host: Host,
  _events: Events = UNHEARD,
  signal: AbortSignal = ENDLESS,
): Promise<Prepared<Rendered, RenderFacts>> {
  const { settings } = input;
  checkReport(input);
  const isReport = input.output === undefined && input.report !== undefined;
  if (isReport) return await prepareReport(input, host);
  const output = requiredOutput(input.output);
  const format = pictureFormat(output, input);
  const saved = await checkedPlan(input, outputsOf(input), host);
  const plan = recolouringHeld(saved.plan, settings);
  const { shape } = plan.layout;
  const sized = sizeSettings(settings, saved);
  const cell = cellWidth(sized, shape);
  const size = gridPixels(shape, cell);
  checkFits(format, size.width, size.height, shape);
  const picture = { shape, cell, ...size, format: format.name };
  checkMemory(settings, picture, new Set(plan.photos).size);
  const space = await spaceNotes(output, pictureBytes(size.width * size.height, format.name));
  // an overlay is drawn from the target itself: the plan says which
  const target = plan.overlay > 0 ? await targetOfPlan(saved, input.target, host, signal) : undefined;
  const enlarged = await enlargedIn(saved, input, outputsOf(input), cell);
  const { columns, rows } = latticeOf(shape);
  return {
    facts: { columns, rows, ...size, cell, paper: isForPaper(sized) ? paperSize(shape, cell, sized) : null },
    estimate: estimateDrawing(plan, { settings, ...picture }),
    notes: [
      ...space,
      ...paperNotes(sized, shape, cell),
      ...enlargedNotes(enlarged, plan.photos.length, cell),
      ...overlayNotes(plan),
    ],
    run: (events = UNHEARD, signal = ENDLESS) => {
      const work = { input, saved, plan, cell, target, output, settings: { ...settings, dpi: sized.dpi } };
      return host.outputs.during(pathsOf(outputsOf(input)), async () => {
        const drawn = await draw(work, host, events, signal);
        return { output, report: input.report ?? null, columns, rows, ...size, enlarged, ...drawn };
      });
    },
  };
}

/** A drawing that can be begun. */
interface Work {
  readonly input: RenderInput;
  readonly saved: PlanFile;
  /** The saved one, with as much of its recolouring as is wanted. */
  readonly plan: Plan;
  readonly cell: number;
  readonly target: Target | undefined;
  readonly output: string;
  readonly settings: Settings;
}

async function draw(
  { input, saved, plan, cell, target, output, settings }: Work,
  host: Host,
  events: Events,
  signal: AbortSignal,
) {
  const watch = stopwatch(['draw']);
  watch.begin('draw');
  const scratch = scratchIn(dirname(output));
  const library = await libraryOfPlan(saved, input);
  try {
    const wanted = { library, ids: plan.ids, paths: saved.paths, scratch };
    const { photos, fromThumbnails } = photosToDraw(wanted, settings, host, events);
    const codec = await host.decoders.codecVersion();
    const key = planKey(plan, { target: saved.target.sha256, codec });
    const drawing = {
      ...{ plan, photos, output, cell, settings, target: target?.raster, judged: false },
      ...{ force: input.force, pyramid: input.pyramid, parts: { key, resume: input.resume === true } },
      beside: () => reportFiles(input, reportableOf(saved, library)),
    };
    const { bytes, recolor } = await drawToFile(drawing, events, signal);
    const recoloured = isRecoloured(plan) ? recolor : 0;
    const facts = { recolor: recoloured, overlay: plan.overlay, standIns: fromThumbnails.size, bytes };
    return { ...facts, timings: watch.timings() };
  } finally {
    await scratch.close();
    library.close();
  }
}

/** A report needs no picture, and no photo that is there. */
async function prepareReport(input: RenderInput, host: Host): Promise<Prepared<Rendered, RenderFacts>> {
  const saved = await checkedPlan(input, outputsOf(input), host);
  const { columns, rows } = latticeOf(saved.plan.layout.shape);
  const facts = { columns, rows, width: 0, height: 0 };
  const { report = '', force } = input;
  return {
    facts: { ...facts, cell: 0, paper: null },
    ...{ estimate: undefined, notes: [] },
    run: (events = UNHEARD) =>
      host.outputs.during([report], async () => {
        const watch = stopwatch([]);
        const library = await openLibrary(input.library ?? saved.library, { readOnly: true });
        try {
          await checkAgainstLibrary(outputsOf(input), library);
          for (const file of reportFiles(input, reportableOf(saved, library))) await writeWhole(file, { force });
          events({ type: 'artifact', name: 'report', path: report });
        } finally {
          library.close();
        }
        const nothing = {
          output: null,
          enlarged: { cells: 0, worst: 1 },
          recolor: 0,
          overlay: 0,
          standIns: 0,
          bytes: 0,
        };
        return { ...nothing, ...facts, report, timings: watch.timings() };
      }),
  };
}

function outputsOf({ output, report }: RenderInput) {
  return { output, report };
}
