/** All that a decoder process can do. */

import { decodeFile } from '../operations/decode-file.js';
import { inspect } from '../operations/inspect.js';
import { mosaicRows, mosaicSize } from '../operations/mosaic-rows.js';
import { targetPixels } from '../operations/target-pixels.js';
import { viewOfOriginal } from '../operations/view-of-original.js';

/** By the names they are asked for. */
export const OPERATIONS: Operations = { decodeFile, viewOfOriginal, targetPixels, inspect, mosaicSize, mosaicRows };

/** What they take and give. */
export interface Operations {
  readonly decodeFile: typeof decodeFile;
  readonly viewOfOriginal: typeof viewOfOriginal;
  readonly targetPixels: typeof targetPixels;
  readonly inspect: typeof inspect;
  readonly mosaicSize: typeof mosaicSize;
  readonly mosaicRows: typeof mosaicRows;
}

/** The name of something a decoder can do. */
export type OperationName = keyof Operations;

/** What it takes. */
export type OperationInput<S extends OperationName> = Parameters<Operations[S]>[0];

/** What it gives. */
export type OperationOutput<S extends OperationName> = Awaited<ReturnType<Operations[S]>>;
