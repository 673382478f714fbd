/** `render`: draws a saved plan again. */

import { cellWidth, gridPixels, isGiven, type PlanFile, parseSettings, type Settings } from '@tesserae/core';
import { checkFits, formatOf } from '@tesserae/node';
import type { Call } from '../call.js';
import { drawToFile } from '../draw.js';
import { megabytes, peakMemory, stopwatch } from '../facts.js';
import { checkAgainstLibrary, checkOutputs, requiredOutput } from '../outputs.js';
import { openPlan, readPlan } from '../plan-on-disk.js';
import { counted } from '../progress.js';

/** Draws a plan. */
export async function redraw(call: Call): Promise<number> {
  const { words, flags, voice } = call;
  const output = requiredOutput(flags);
  const format = formatOf(output);
  await checkOutputs(call, { files: [words[0]], photos: [] });
  const saved = await readPlan(words[0]);
  await checkOutputs(call, { files: [saved.target.path, saved.library], photos: saved.paths });
  const { shape } = saved.plan.layout;
  const cell = cellWidth(sizeSettings(call.settings, saved), shape.columns);
  const { width, height } = gridPixels(shape, cell);
  checkFits(format, width, height, shape);

  const watch = stopwatch(['draw']);
  watch.begin('draw');
  const { library, photos } = await openPlan(call, saved);
  try {
    await checkAgainstLibrary(call, library);
    voice.step('plan', `${shape.columns}×${shape.rows} cells · ${counted(width)}×${counted(height)} px`);
    const { bytes } = await drawToFile(call, { plan: saved.plan, photos, output, cell, target: undefined });
    const timings = watch.timings();
    voice.detail(`draw ${timings.draw.toFixed(2)} s`);
    voice.result(`wrote    ${output}  ${megabytes(bytes)}`);
    const { columns, rows } = shape;
    voice.event('done', { output, columns, rows, width, height, bytes, timings, peakRss: peakMemory() });
    return 0;
  } finally {
    library.close();
  }
}

/** The size is that of the call, else that of the plan. */
function sizeSettings(settings: Settings, saved: PlanFile): Settings {
  if (isGiven(settings, 'cell') || isGiven(settings, 'size')) return settings;
  return parseSettings(saved.settings);
}
