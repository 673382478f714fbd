/** Draws a plan into a file, and judges what is drawn while it goes by. */

import { stat } from 'node:fs/promises';
import {
  type Band,
  drawnSize,
  type PhotoSource,
  type Plan,
  pipe,
  type Raster,
  render,
  type Settings,
} from '@tesserae/core';
import {
  isRecoloured,
  type JudgeInput,
  type PixelMetrics,
  type RecolorMeter,
  recolorMeter,
} from '@tesserae/core/internal';
import { fileSink } from '@tesserae/node';
import {
  type BackgroundJudge,
  framed,
  judgeInBackground,
  type Margin,
  type PartsOptions,
  type PictureProfile,
  partsKey,
  type WholeFile,
} from '@tesserae/node/internal';
import { drawingMemory } from '../estimate/drawing-memory.js';
import { hooksOf, type Running } from '../job.js';
import { withMargin } from './margin.js';

/** What to draw, and where. */
export interface Drawing {
  readonly plan: Plan;
  readonly photos: PhotoSource;
  readonly output: string;
  /** The field of the input that names it; `output` unless told. */
  readonly name?: string;
  /** Pixels a cell is wide. */
  readonly cell: number;
  /** Quality, dots an inch, workers and memory. */
  readonly settings: Settings;
  readonly force?: boolean;
  readonly pyramid?: boolean;
  readonly margin?: Margin | undefined;
  /** What colours are converted to; sRGB if absent. */
  readonly icc?: PictureProfile;
  /** What the plan was made for: needed to judge it, and to draw an overlay. */
  readonly target: Raster | undefined;
  /** Whether it is judged by the target. */
  readonly judged: boolean;
  /** How it can be gone on with, if it can. */
  readonly parts?: PartsOptions;
  /** Files that appear together with the picture, or not at all. */
  readonly beside?: (drawn: DrawnPicture) => Promise<readonly WholeFile[]>;
}

/** A picture that is complete, and not yet published. */
export interface DrawnPicture {
  /** Undefined if it was not judged. */
  readonly likeness: PixelMetrics | undefined;
  /** Reads it for its SHA-256, hex. */
  hash(): Promise<string>;
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
export async function drawToFile(drawing: Drawing, running: Running): Promise<Drawn> {
  const { plan, photos, output, cell, settings, target, margin } = drawing;
  const { events, signal } = running;
  const hooks = hooksOf(running);
  const size = drawnSize(plan.layout.shape, cell);
  const parts = partsWith(margin, drawing.parts);
  const recoloured = isRecoloured(plan);
  const judge = drawing.judged && target ? judgeInBackground(judgedOf(plan, target, size)) : undefined;
  let likeness: PixelMetrics | undefined;
  try {
    const sink = await fileSink(output, {
      ...{
        ...withMargin(size, margin),
        dpi: settings.dpi,
        quality: qualityOf(settings),
        onProgress: hooks.onProgress,
        parts,
      },
      ...{ force: drawing.force, pyramid: drawing.pyramid, icc: drawing.icc },
      beside: async (hash) => {
        likeness = await judge?.result();
        return (await drawing.beside?.({ likeness, hash })) ?? [];
      },
    });
    if (sink.from > 0) events({ type: 'resumed', from: sink.from, height: withMargin(size, margin).height });
    else if (parts?.resume) events({ type: 'note', note: { code: 'nothing-to-resume', values: {} } });
    // the judge sees every row; the sink passes over those that are there
    const from = judge ? 0 : Math.min(size.height - 1, Math.max(0, sink.from - (margin?.width ?? 0)));
    // otherwise they are not measured again
    const meter = recoloured && !judge && from === 0 ? recolorMeter(size, plan.layout.shape) : undefined;
    const budget = drawingMemory(settings).views;
    const window = { x: 0, y: from, w: size.width, h: size.height - from };
    const options = { cell, window, target, untouched: recoloured, parallel: settings.jobs, budget };
    const bands = render(plan, photos, options, hooks);
    const seen = seenBy(judge, meter, bands);
    await pipe(margin ? framed(seen, size, margin) : seen, sink, { signal });
    events({ type: 'artifact', name: drawing.name ?? 'output', path: output });
    const recolor = likeness ? likeness.recolor : recoloured ? (meter?.mean() ?? null) : 0;
    return { likeness, recolor, bytes: (await stat(output)).size };
  } finally {
    judge?.close();
  }
}

/** Strips with a margin are others. */
function partsWith(margin: Margin | undefined, parts: PartsOptions | undefined): PartsOptions | undefined {
  return margin && parts ? { ...parts, key: partsKey(parts.key, JSON.stringify(margin)) } : parts;
}

/** The quality of an output; undefined where its format decides. */
export function qualityOf({ quality }: Settings): number | undefined {
  return quality === 'auto' ? undefined : quality;
}

function judgedOf(plan: Plan, target: Raster, size: { readonly width: number; readonly height: number }): JudgeInput {
  return { target, ...size, shape: plan.layout.shape, recolor: isRecoloured(plan) ? 'bands' : 'none', leak: false };
}

/** Shows the bands to whoever judges them while they go by. */
async function* seenBy(
  judge: BackgroundJudge | undefined,
  meter: RecolorMeter | undefined,
  bands: AsyncIterable<Band>,
): AsyncGenerator<Band, void, void> {
  for await (const band of bands) {
    await judge?.mosaic(band);
    meter?.add(band);
    yield band;
  }
}
