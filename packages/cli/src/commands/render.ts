/** `render`: draws a saved plan again. */

import { dirname } from 'node:path';
import {
  cellWidth,
  gridPixels,
  isGiven,
  isRecoloured,
  MosaicError,
  type PlanFile,
  parseSettings,
  type Settings,
} from '@tesserae/core';
import { checkFits, checkPyramid, checkResumable, openLibrary, planKey, scratchIn, writeWhole } from '@tesserae/node';
import type { Call } from '../call.js';
import { drawToFile } from '../draw.js';
import { sayEnlarged } from '../enlarged.js';
import { estimateDrawing, estimateWords, pictureBytes } from '../estimates.js';
import { megabytes, peakMemory, stopwatch } from '../facts.js';
import { sayStandIns } from '../few-notes.js';
import { checkMemory } from '../memory-budget.js';
import { sayRecolouring } from '../metrics.js';
import { checkAgainstLibrary, checkOutputs, requiredOutput } from '../outputs.js';
import { partsOf } from '../parts.js';
import { photoSizes } from '../photo-sizes.js';
import { pictureFormat } from '../picture-format.js';
import { openPlan, readPlan, targetOfPlan } from '../plan-on-disk.js';
import { isForPrint, printNotes, printSize, printWords } from '../print-size.js';
import { counted } from '../progress.js';
import { recolouringHeld } from '../recolouring.js';
import { reportableOf, reportFile } from '../report.js';
import { checkSpace } from '../space.js';

/** Draws a plan. */
export async function redraw(call: Call): Promise<number> {
  const { words, flags, voice } = call;
  if (flags.output === undefined && flags.report !== undefined) return await reportOnly(call, flags.report);
  const output = requiredOutput(flags);
  const format = pictureFormat(output, words[0]);
  checkPyramid(format, flags.pyramid);
  if (flags.resume) checkResumable(format, flags.pyramid);
  await checkOutputs(call, { files: [words[0]], photos: [] });
  const saved = await readPlan(words[0]);
  await checkOutputs(call, { files: [saved.target.path, saved.library], photos: saved.paths });
  const plan = recolouringHeld(saved.plan, call.settings);
  const { shape } = plan.layout;
  const sized = sizeSettings(call.settings, saved);
  const cell = cellWidth(sized, shape);
  const { width, height } = gridPixels(shape, cell);
  checkFits(format, width, height, shape);
  checkMemory(call, { shape, width, height, cell, format: format.name }, new Set(plan.photos).size);
  await checkSpace(call, output, pictureBytes(width * height, format.name));

  // an overlay is drawn from the target itself: the plan says which
  const target = plan.overlay > 0 ? (await targetOfPlan(saved, call)).raster : undefined;

  const watch = stopwatch(['draw']);
  watch.begin('draw');
  const scratch = scratchIn(dirname(output));
  const { library, photos, standIns } = await openPlan(call, saved, { scratch });
  try {
    await checkAgainstLibrary(call, library);
    voice.step('plan', `${shape.columns}×${shape.rows} cells · ${counted(width)}×${counted(height)} px`);
    if (isForPrint(sized)) voice.step('', printWords(printSize(shape, cell, sized.dpi), sized, shape));
    const work = { settings: call.settings, shape, width, height, cell, format: format.name };
    voice.step('takes', estimateWords(estimateDrawing(plan, work)));
    for (const note of printNotes(sized, shape, cell)) voice.note(note);
    const enlarged = sayEnlarged(call, saved.plan, photoSizes(library, saved.plan), cell);
    const beside = () =>
      flags.report === undefined ? [] : [reportFile(flags.report, flags, reportableOf(saved, library))];
    const codec = await call.decoders.codecVersion();
    const parts = partsOf(call, planKey(plan, { target: saved.target.sha256, codec }));
    const drawing = { plan, photos, output, cell, dpi: sized.dpi, target, judged: false, parts, beside };
    const { bytes, recolor } = await drawToFile(call, drawing);
    const timings = watch.timings();
    if (isRecoloured(plan)) sayRecolouring(voice, plan, recolor);
    voice.detail(`draw ${timings.draw.toFixed(2)} s`);
    voice.result(`wrote    ${output}  ${megabytes(bytes)}`);
    const { columns, rows } = shape;
    voice.event('done', {
      output,
      columns,
      rows,
      width,
      height,
      enlarged,
      recolor,
      standIns: sayStandIns(call, standIns),
      bytes,
      timings,
      peakRss: peakMemory(call),
    });
    return 0;
  } finally {
    await scratch.close();
    library.close();
  }
}

/** A report needs no picture. */
async function reportOnly(call: Call, report: string): Promise<number> {
  const { words, flags, voice } = call;
  await checkOutputs(call, { files: [words[0]], photos: [] });
  const saved = await readPlan(words[0]);
  await checkOutputs(call, { files: [saved.target.path, saved.library], photos: saved.paths });
  // photos that are gone are in the report all the same
  const library = await openLibrary(flags.library ?? saved.library, { readOnly: true });
  try {
    await checkAgainstLibrary(call, library);
    await writeWhole(reportFile(report, flags, reportableOf(saved, library)), { force: flags.force });
  } finally {
    library.close();
  }
  const { columns, rows } = saved.plan.layout.shape;
  voice.result(`wrote    ${report}`);
  voice.event('done', { output: null, report, columns, rows });
  return 0;
}

/** The size is that of the call, else that of the plan. */
export function sizeSettings(settings: Settings, saved: PlanFile): Settings {
  const own = parseSettings(saved.settings);
  const dpi = isGiven(settings, 'dpi') ? settings.dpi : own.dpi;
  if (isGiven(settings, 'cell') && isGiven(settings, 'size')) {
    throw new MosaicError('settings', 'size: cannot be given together with cell: the columns stand in the plan.');
  }
  const decided = isGiven(settings, 'cell') || isGiven(settings, 'size') ? settings : own;
  return { ...decided, dpi };
}
