/** What a drawing of a plan depends on, as the key of its parts. */

import { readFileSync } from 'node:fs';
import type { Plan } from '@tesserae/core';
import { partsKey } from '../files/parts.js';

/** What draws a plan, and its target. */
export interface PlanMeans {
  /** Hash of the picture that an overlay blends in, hex. */
  readonly target: string;
  /** The version of the decoders and encoders. */
  readonly codec: string;
}

/** All that the pixels of a drawing depend on, besides its size: the plan, the photos by their hashes, this program. */
export function planKey(plan: Plan, { target, codec }: PlanMeans): string {
  const { layout, overlay, ids, photos, crops, mirrored, tint } = plan;
  const blended = overlay > 0 ? target : '';
  return partsKey(engineKey(codec), [layout.shape, overlay, ids, blended], photos, crops, mirrored, tint);
}

/** This program's version, that of its codecs, and Node's, whose zlib packs. */
export function engineKey(codec: string): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL(import.meta.resolve('@tesserae/node/package.json')), 'utf8'),
  );
  // our own package.json has one
  return partsKey((manifest as { readonly version: string }).version, codec, process.versions.node);
}
