/** `render`: draws a plan again, at any size and in any format. */

import { encodePlan, type Plan, type PlanFile } from '@tesserae/core';
import { isRecoloured, latticeOf } from '@tesserae/core/internal';
import { openLibrary, type Target } from '@tesserae/node';
import { checkFits, formatOf, type Margin, type PictureProfile, writeWhole } from '@tesserae/node/internal';
import { estimateDrawing, pictureBytes } from '../estimate/estimate.js';
import { spaceNotes } from '../estimate/space.js';
import { checkReport, reportableOf, reportFiles } from '../files/report.js';
import type { Running } from '../job.js';
import { checkAgainstLibrary, requiredOutput } from '../outputs/check.js';
import { partsOfPlan } from '../outputs/parts.js';
import { type DrawnPicture, drawToFile } from '../picture/draw.js';
import { enlargedIn, enlargedNotes } from '../picture/enlarged.js';
import { pictureFormat } from '../picture/format.js';
import { pictureMargin, withMargin } from '../picture/margin.js';
import { overlayNotes, type PictureOfPlan, pictureOfPlan, recolouringHeld } from '../picture/of-plan.js';
import { isForPaper, paperNotes, paperSize } from '../picture/paper.js';
import { pictureProfile } from '../picture/profile.js';
import { isPlanOf } from '../plan/beside-picture.js';
import { checkedPlan } from '../plan/checked-plan.js';
import { libraryOfPlan } from '../plan/library-of-plan.js';
import { withPhotos } from '../plan/photos-to-draw.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { stopwatch } from '../stopwatch.js';
import type { RenderInput } from './options.js';

/** As `Job` has it. */
export async function prepare(input: RenderInput, running: Running) {
  const { settings } = input;
  checkReport(input);
  if (input.output === undefined && input.report !== undefined) return await prepareReport(input, running);
  const output = requiredOutput(input.output);
  pictureFormat(output, input);
  const icc = await pictureProfile(input.icc);
  const saved = await checkedPlan(input, outputsOf(input), running);
  const plan = recolouringHeld(saved.plan, settings);
  const drawn = pictureOfPlan(output, settings, saved);
  const margin = await pictureMargin(input, drawn, drawn.sized.dpi);
  const picture = { ...drawn, ...withMargin(drawn, margin) };
  checkFits(formatOf(output), picture.width, picture.height, drawn.shape);
  const { shape, cell, width, height, sized } = picture;
  const space = await spaceNotes(output, pictureBytes(width * height, picture.format));
  // an overlay is drawn from the target itself: the plan says which
  const target = plan.overlay > 0 ? await targetOfPlan(saved, input.target, running) : undefined;
  const enlarged = await enlargedIn(saved, input, outputsOf(input), cell);
  const size = { ...latticeOf(shape), width, height };
  return {
    // on paper, if somebody thinks of it
    facts: { ...size, cell, paper: isForPaper(sized) ? paperSize(shape, cell, sized) : null },
    estimate: estimateDrawing(plan, { ...picture, settings }),
    notes: [
      ...space,
      ...paperNotes(sized, shape, cell),
      ...enlargedNotes(enlarged, plan.photos.length, cell),
      ...overlayNotes(plan),
    ],
    outputs: [output, input.report],
    run: async (running: Running) => {
      const drawn = await draw({ input, icc, margin, saved, plan, picture, target }, running);
      return { output, report: input.report ?? null, ...size, enlarged, ...drawn };
    },
  };
}

/** A drawing that can be begun. */
interface Work {
  readonly input: RenderInput;
  readonly icc: PictureProfile | undefined;
  readonly margin: Margin | undefined;
  readonly saved: PlanFile;
  /** The saved one, with as much of its recolouring as is wanted. */
  readonly plan: Plan;
  readonly picture: PictureOfPlan;
  readonly target: Target | undefined;
}

async function draw({ input, icc, margin, saved, plan, picture, target }: Work, running: Running) {
  const watch = stopwatch(['draw']);
  const { output, cell, settings } = picture;
  const isBeside = await isPlanOf(input.plan, output);
  const library = await libraryOfPlan(saved, input);
  const wanted = { library, ids: plan.ids, paths: saved.paths, output, look: settingsOfPlan(saved).photosLook };
  return await withPhotos(wanted, settings, running, async ({ photos, fromThumbnails }) => {
    const drawing = {
      ...{ plan, photos, output, cell, settings, target: target?.raster, judged: false },
      ...{ force: input.force, pyramid: input.pyramid, icc, margin },
      parts: await partsOfPlan(plan, saved.target, input.resume, running),
      beside: async ({ hash }: DrawnPicture) => [
        ...reportFiles(input, reportableOf(saved, library)),
        ...(isBeside ? [{ path: input.plan, data: await shown(saved, hash), replaces: true }] : []),
      ],
    };
    const { bytes, recolor } = await drawToFile(drawing, running);
    // null if it was not measured
    const recoloured = isRecoloured(plan) ? recolor : 0;
    const facts = { recolor: recoloured, overlay: plan.overlay, standIns: fromThumbnails.size, bytes };
    return { ...facts, timings: watch.timings() };
  });
}

/** The plan, with the picture that shows it now. */
async function shown(saved: PlanFile, hash: () => Promise<string>): Promise<string> {
  return encodePlan({ ...saved, picture: { sha256: await hash() } });
}

/** A report needs no picture, and no photo that is there. */
async function prepareReport(input: RenderInput, running: Running) {
  const saved = await checkedPlan(input, outputsOf(input), running);
  const size = { ...latticeOf(saved.plan.layout.shape), width: 0, height: 0 };
  const { report = '', force } = input;
  return {
    facts: { ...size, cell: 0, paper: null },
    outputs: [report],
    run: async ({ events }: Running) => {
      const watch = stopwatch([]);
      const library = await openLibrary(input.library ?? saved.library, { readOnly: true });
      try {
        await checkAgainstLibrary(outputsOf(input), library);
        for (const file of reportFiles(input, reportableOf(saved, library))) await writeWhole(file, { force });
        events({ type: 'artifact', name: 'report', path: report });
      } finally {
        library.close();
      }
      const nothing = { enlarged: { cells: 0, worst: 1 }, recolor: 0, overlay: 0, standIns: 0, bytes: 0 };
      return { output: null, report, ...size, ...nothing, timings: watch.timings() };
    },
  };
}

function outputsOf({ output, report }: RenderInput) {
  return { output, report };
}
