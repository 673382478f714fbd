/** Describing photos on the workers of a pool. */

import type { ShapeClass } from '../layout/layout.js';
import type { Raster } from '../pixels/raster.js';
import type { Task } from '../ports.js';
import { photoDescriber, type ViewColumns } from './describer.js';
import type { Descriptor } from './descriptor.js';
import { meanDescriptor } from './mean.js';
import { pyramidDescriptor } from './pyramid.js';
import type { ViewSet } from './views.js';

/** What is to be described, and into what; plain data, its columns on shared memory. */
export interface PhotosToDescribe {
  /** Name of the descriptor: one of ours. */
  readonly descriptor: string;
  readonly classes: readonly ShapeClass[];
  readonly set: ViewSet;
  /** photos × 2: width and height of the upright photos. */
  readonly sizes: Uint32Array;
  readonly columns: ViewColumns;
}

/** Some photos, one after the other. */
export interface DescribedPart {
  readonly first: number;
  /** Their thumbnails as they are stored, one behind the other, on shared memory. */
  readonly stored: Uint8Array;
  /** Photo of the part → where its thumbnail ends. */
  readonly ends: Uint32Array;
}

/**
 * The task of describing photos.
 *
 * @param decode  turns a stored thumbnail into pixels
 */
export function describeTask(decode: (stored: Uint8Array) => Raster): Task<PhotosToDescribe, DescribedPart> {
  return {
    name: 'describe',
    prepare({ descriptor, classes, set, sizes, columns }) {
      const described = { descriptor: DESCRIPTORS[descriptor](), classes, set };
      const describe = photoDescriber(described, sizes, columns);
      return function* ({ first, stored, ends }) {
        for (let i = 0, from = 0; i < ends.length; from = ends[i++]) {
          describe(first + i, decode(stored.subarray(from, ends[i])));
          yield;
        }
      };
    },
  };
}

/** Whether workers know a descriptor. It has functions, so it is sent by its name. */
export function isKnown({ name }: Descriptor): boolean {
  return Object.hasOwn(DESCRIPTORS, name);
}

const DESCRIPTORS: Readonly<Record<string, () => Descriptor>> = {
  pyramid: pyramidDescriptor,
  'mean-srgb': () => meanDescriptor('srgb'),
  'mean-lab': () => meanDescriptor('lab'),
  'mean-oklab': () => meanDescriptor('oklab'),
};
