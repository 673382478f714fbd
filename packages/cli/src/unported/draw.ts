/** Draws a plan into a file, and judges what is drawn while it goes by. */

import { stat } from 'node:fs/promises';
import {
  type Band,
  gridPixels,
  isRecoloured,
  type JudgeInput,
  type PhotoSource,
  type PixelMetrics,
  type Plan,
  pipe,
  type Raster,
  type RecolorMeter,
  recolorMeter,
  render,
  type Settings,
} from '@tesserae/core';
import { drawingMemory } from '@tesserae/jobs/internal';
import { type BackgroundJudge, fileSink, judgeInBackground, type PartsOptions, type WholeFile } from '@tesserae/node';
import { counted } from '../words/en/numbers.js';
import type { Call } from './call.js';

/** What to draw, and where. */
export interface Drawing {
  readonly plan: Plan;
  readonly photos: PhotoSource;
  readonly output: string;
  /** Pixels a cell is wide. */
  readonly cell: number;
  /** Dots an inch, as the file says. */
  readonly dpi: number;
  /** What the plan was made for: needed to judge it, and to draw an overlay. */
  readonly target: Raster | undefined;
  /** Whether it is judged by the target. */
  readonly judged: boolean;
  /** How it can be gone on with, if it can. */
  readonly parts?: PartsOptions;
  /** Files that appear together with the picture, or not at all. */
  readonly beside?: (likeness: PixelMetrics | undefined) => readonly WholeFile[];
}

/** A mosaic that was drawn. */
export interface Drawn {
  /** Undefined if it was not judged. */
  readonly likeness: PixelMetrics | undefined;
  /** How far photos were recoloured, judged or not: the scorecard's number. */
  readonly recolor: number | null;
  readonly bytes: number;
}

/** Draws; nothing is written unless all went well. Throws what `render` and `fileSink` throw. */
export async function drawToFile(call: Call, drawing: Drawing): Promise<Drawn> {
  const { settings, flags, voice, signal } = call;
  const { plan, photos, output, cell, dpi, target, judged, beside, parts } = drawing;
  const size = gridPixels(plan.layout.shape, cell);
  const recoloured = isRecoloured(plan);
  const eye = judged && target ? judgeInBackground(judgedOf(plan, target, size)) : undefined;
  let likeness: PixelMetrics | undefined;
  try {
    const sink = await fileSink(output, {
      ...{
        ...size,
        dpi,
        quality: qualityOf(settings),
        force: flags.force,
        pyramid: flags.pyramid,
        onProgress: voice.progress,
        parts,
      },
      beside: async () => {
        likeness = await eye?.result();
        return beside?.(likeness) ?? [];
      },
    });
    if (sink.from > 0) {
      voice.step('resume', `${counted(sink.from)} of ${counted(size.height)} rows are there`);
      voice.event('resumed', { from: sink.from, height: size.height });
    } else if (parts?.resume)
      voice.note('resume: nothing was begun that can be gone on with; it is drawn from the top.');
    // who judges sees every row; the sink passes over those that are there
    const from = eye ? 0 : sink.from;
    // otherwise they are not measured again
    const meter = recoloured && !eye && from === 0 ? recolorMeter(size, plan.layout.shape) : undefined;
    const options = {
      cell,
      ...(from > 0 && { window: { x: 0, y: from, w: size.width, h: size.height - from } }),
      target,
      untouched: recoloured,
      parallel: settings.jobs,
      budget: drawingMemory(settings).views,
    };
    const bands = render(plan, photos, options, { signal, onProgress: voice.progress });
    await pipe(seenBy(eye, meter, bands), sink, signal);
    const recolor = likeness ? likeness.recolor : recoloured ? (meter?.mean() ?? null) : 0;
    return { likeness, recolor, bytes: (await stat(output)).size };
  } finally {
    eye?.close();
  }
}

/** The format decides unless told. */
function qualityOf({ quality }: Settings): number | undefined {
  return quality === 'auto' ? undefined : quality;
}

function judgedOf(plan: Plan, target: Raster, size: { readonly width: number; readonly height: number }): JudgeInput {
  return { target, ...size, shape: plan.layout.shape, recolor: isRecoloured(plan) ? 'bands' : 'none', leak: false };
}

/** Lets bands go by before the eyes of whoever judges them. */
async function* seenBy(
  eye: BackgroundJudge | undefined,
  meter: RecolorMeter | undefined,
  bands: AsyncIterable<Band>,
): AsyncGenerator<Band, void, void> {
  for await (const band of bands) {
    await eye?.mosaic(band);
    meter?.add(band);
    yield band;
  }
}
