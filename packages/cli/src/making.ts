/** What a drawing depends on, so that a killed one is only gone on with as the same. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plan } from '@tesserae/core';
import type { ResumeKey } from '@tesserae/node';

/**
 * All that the pixels of a drawing depend on, besides its size.
 *
 * @param target  hash of the picture that an overlay blends in, hex
 * @param codec   the version of the decoders
 */
export function makingOf(plan: Plan, target: string, codec: string): ResumeKey {
  const { columns, rows, cell } = plan.layout.shape;
  const hash = createHash('sha256').update(JSON.stringify([columns, rows, cell, plan.overlay, plan.ids]));
  for (const column of [plan.photos, plan.crops, plan.mirrored, plan.tint]) hash.update(column);
  if (plan.overlay > 0) hash.update(target);
  // Node's zlib packs
  return { version: version(), node: process.versions.node, codec, plan: hash.digest('hex') };
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  // our own package.json has one
  return (manifest as { readonly version: string }).version;
}
