/** Draws a plan into a file, and judges what is drawn while it goes by. */

import { stat } from 'node:fs/promises';
import {
  type Band,
  gridPixels,
  type Judged,
  type Likeness,
  type PhotoSource,
  type Plan,
  pipe,
  type Raster,
  render,
  type Settings,
} from '@tesserae/core';
import { type AsideJudge, fileSink, judgeAside, type WholeFile } from '@tesserae/node';
import type { Call } from './call.js';

/** What to draw, and where. */
export interface Drawing {
  readonly plan: Plan;
  readonly photos: PhotoSource;
  readonly output: string;
  /** Pixels a cell is wide. */
  readonly cell: number;
  /** What the mosaic is compared with; undefined leaves it unjudged. */
  readonly target: Raster | undefined;
  /** Files that appear together with the picture, or not at all. */
  readonly beside?: (likeness: Likeness | undefined) => readonly WholeFile[];
}

/** A mosaic that was drawn. */
export interface Drawn {
  /** Undefined if it was not judged. */
  readonly likeness: Likeness | undefined;
  readonly bytes: number;
}

/** Draws; nothing is written unless all went well. Throws what `render` and `fileSink` throw. */
export async function drawToFile(call: Call, drawing: Drawing): Promise<Drawn> {
  const { settings, flags, voice, signal } = call;
  const { plan, photos, output, cell, target, beside } = drawing;
  const size = gridPixels(plan.layout.shape, cell);
  const eye = target && judgeAside(judgedOf(plan, target, size));
  let likeness: Likeness | undefined;
  try {
    const sink = await fileSink(output, {
      ...{ ...size, quality: qualityOf(settings), force: flags.force, onProgress: voice.progress },
      beside: async () => {
        likeness = await eye?.result();
        return beside?.(likeness) ?? [];
      },
    });
    const bands = render(plan, photos, { cell, parallel: settings.jobs }, { signal, onProgress: voice.progress });
    await pipe(eye ? seenBy(eye, bands) : bands, sink, signal);
    return { likeness, bytes: (await stat(output)).size };
  } finally {
    eye?.close();
  }
}

/** The format decides unless told. */
function qualityOf({ quality }: Settings): number | undefined {
  return quality === 'auto' ? undefined : quality;
}

function judgedOf(plan: Plan, target: Raster, size: { readonly width: number; readonly height: number }): Judged {
  const { columns, rows } = plan.layout.shape;
  return { target, ...size, columns, rows, recolor: 'none', leak: false };
}

async function* seenBy(eye: AsideJudge, bands: AsyncIterable<Band>): AsyncGenerator<Band, void, void> {
  for await (const band of bands) {
    await eye.mosaic(band);
    yield band;
  }
}
