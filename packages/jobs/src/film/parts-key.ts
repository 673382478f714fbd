import type { Plan } from '@tesserae/core';
import { partsKey, planKey } from '@tesserae/node/internal';
import type { FilmRequest } from './request.js';

/** What the frames of a film depend on besides its script: its plans, and the pictures they are made for. */
export function filmKey(
  { saved, other }: FilmRequest,
  inner: readonly { readonly plan: Plan }[],
  codec: string,
): string {
  const keys = [saved, ...(other ? [other] : [])].flatMap(({ plan, target }) => [
    target.sha256,
    planKey(plan, { target: target.sha256, codec }),
  ]);
  const means = { target: saved.target.sha256, codec };
  return partsKey(keys, ...inner.map(({ plan }) => planKey(plan, means)));
}
