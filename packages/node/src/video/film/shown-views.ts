/** What the cells of a mosaic show, one by one: views of photos, tinted and blended as the plan has it. */

import { type PhotoSource, type Plan, place, type Raster } from '@tesserae/core';
import { cellAspect, distinctViews, isRecoloured, raster, resample, tintCurves, viewOf } from '@tesserae/core/internal';

/** A mosaic whose cells are shown. */
export interface ShownMosaic {
  readonly plan: Plan;
  readonly photos: PhotoSource;
  /** Of the plan; needed if it blends it over the photos. */
  readonly target?: Raster;
}

/** A view that flies. */
export interface FlyingView {
  /** Width / height. */
  readonly aspect: number;
  load(width: number, height: number): Promise<Raster>;
}

/** The views of a mosaic. */
export interface MosaicViews {
  readonly views: readonly FlyingView[];
  /** Cell → view, numbered from `first`. */
  readonly ofCell: Uint32Array;
}

/** The distinct views of a plan; where photos are recoloured, each cell's is its own. */
export function shownViews(mosaic: ShownMosaic, first: number): MosaicViews {
  const { plan, photos } = mosaic;
  const { shape } = plan.layout;
  const cells = Uint32Array.from(plan.photos.keys());
  const { ofCell, firstCell } = isRecoloured(plan)
    ? { ofCell: cells, firstCell: cells }
    : distinctViews(plan, place(shape, 2)); // wide enough to tell halves from whole cells
  const views = Array.from(firstCell, (cell) => ({
    aspect: cellAspect(shape, cell),
    load: async (width: number, height: number) =>
      blended(tinted(await photos.view(viewOf(plan, cell), width, height), plan, cell), mosaic, cell),
  }));
  return { views, ofCell: ofCell.map((view) => view + first) };
}

function tinted(view: Raster, { tint }: Plan, cell: number): Raster {
  const curves = tintCurves(tint, cell);
  if (curves === undefined) return view;
  const data = view.data.slice(); // the source may keep it
  for (let i = 0; i < data.length; i += 4) {
    data[i] = curves.r[data[i]];
    data[i + 1] = curves.g[data[i + 1]];
    data[i + 2] = curves.b[data[i + 2]];
  }
  return raster(view.width, view.height, data);
}

/** Blends the cell's part of the target over its view, as `tint/overlay.ts` does over the whole: bytes, as they are encoded. */
function blended(view: Raster, { plan, target }: ShownMosaic, cell: number): Raster {
  if (plan.overlay === 0 || target === undefined) return view;
  const [x, y, w, h] = plan.layout.boxes.subarray(cell * 4, cell * 4 + 4);
  const { data: over } = resample(target, { x, y, w, h }, raster(view.width, view.height));
  const data = view.data.slice();
  for (let i = 0; i < data.length; i++) data[i] = Math.round(data[i] + (plan.overlay / 100) * (over[i] - data[i]));
  return raster(view.width, view.height, data);
}
