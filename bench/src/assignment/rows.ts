/** Real rows to assign: parts of the samples' photos, and cells of their targets. */

import { join } from 'node:path';
import { layoutOf } from '@tesserae/core';
import {
  areaMeans,
  describeCells,
  type Features,
  multiscaleDescriptor,
  type Problem,
  randomFrom,
} from '@tesserae/core/internal';
import { openLibrary, openPhotos, readLibrary, readTarget } from '@tesserae/node';

const SQUARES = { match: 'multiscale', detail: 50, cell: [1, 1], classes: [{ aspect: [1, 1] }], cut: false } as const;

/** The targets whose cells are filled, one a quarter of the grid; sides of the grid are even. */
const TARGETS = ['01-mona-lisa.png', '05-harvesters-bruegel.webp', '07-venice-turner.webp', '10-parrots-kodim23.png'];
/** Thumbnails held at a time. */
const BATCH = 64;

/** How large a problem is. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
  readonly photos: number;
  readonly minUses: number;
  readonly maxUses: number;
  readonly spacing: number;
}

/**
 * A problem of that size: the grid is cut into four quarters, one a target; photos are seeded parts (squares of 40 to
 * 100 % of the shorter side) of the photos of a library, each a photo of its own.
 *
 * @param library  a library file that has the samples' photos
 */
export async function realProblem(samples: string, library: string, size: Size): Promise<Problem> {
  const { columns, rows, photos, minUses, maxUses, spacing } = size;
  return {
    cells: await cellRows(samples, columns, rows),
    views: await photoRows(library, photos),
    layout: layoutOf({ kind: 'grid', columns, rows, cell: [1, 1] }, columns, rows),
    rules: {
      minUses: new Uint32Array(photos).fill(minUses),
      maxUses: new Uint32Array(photos).fill(maxUses),
      spacing,
      pinned: new Int32Array(columns * rows).fill(-1),
    },
    groups: Uint32Array.from({ length: photos }, (_, photo) => photo),
  };
}

async function cellRows(samples: string, columns: number, rows: number): Promise<Features> {
  const descriptor = multiscaleDescriptor(SQUARES);
  const { dims } = descriptor;
  const data = new Float32Array(columns * rows * dims);
  const shape = { kind: 'grid', columns: columns / 2, rows: rows / 2, cell: [1, 1] } as const;
  for (const [quarter, name] of TARGETS.entries()) {
    const { raster } = await readTarget(join(samples, 'targets', name));
    const cells = await describeCells(raster, layoutOf(shape, raster.width, raster.height), descriptor);
    const corner = (quarter >> 1) * shape.rows * columns + (quarter & 1) * shape.columns;
    for (let row = 0; row < shape.rows; row++) {
      const strip = cells.data.subarray(row * shape.columns * dims, (row + 1) * shape.columns * dims);
      data.set(strip, (corner + row * columns) * dims);
    }
  }
  return { rows: columns * rows, dims, data };
}

async function photoRows(path: string, count: number): Promise<Problem['views']> {
  const file = await openLibrary(path);
  const { library } = readLibrary(file);
  const source = openPhotos(file, library.ids);
  const descriptor = multiscaleDescriptor(SQUARES);
  const { dims, curve } = descriptor;
  const lattice = { ...descriptor.samples(0), curve };
  const each = Math.ceil(count / library.ids.length);
  const random = randomFrom(count);
  const data = new Float32Array(count * dims);
  let row = 0;
  for (let first = 0; first < library.ids.length; first += BATCH) {
    const thumbnails = await source.thumbnails(first, Math.min(BATCH, library.ids.length - first));
    for (const thumbnail of thumbnails) {
      for (let i = 0; i < each && row < count; i++, row++) {
        const part = Math.min(thumbnail.width, thumbnail.height) * (0.4 + 0.6 * random());
        const x = (thumbnail.width - part) * random();
        const y = (thumbnail.height - part) * random();
        const means = areaMeans(thumbnail, { x, y, w: part, h: part }, lattice);
        descriptor.encode(means, 0, data, row * dims);
      }
    }
  }
  file.close();
  const owner = Uint32Array.from({ length: count }, (_, i) => i);
  return { rows: count, dims, data, owner, starts: Uint32Array.of(0, count) };
}
