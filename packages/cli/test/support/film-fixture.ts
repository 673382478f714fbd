/** A workshop with a plan, for tests of films. */

import assert from 'node:assert/strict';
import type { Scope } from '@tesserae/testing';
import { type Workshop, workshop } from './fixture.js';
import { type Ended, inProcess } from './tesserae.js';

/** A workshop that makes films. */
export interface Studio extends Workshop {
  /** `film` of its plan p.json: small, slow, and in one thread unless the words say otherwise. */
  readonly film: (...words: string[]) => Promise<Ended>;
}

/** A workshop with a plan, p.json. */
export async function studio(scope: Scope): Promise<Studio> {
  const shop = await workshop(scope);
  const { at, library, make } = shop;
  assert.equal((await make('--plan', at('p.json'))).exit, 0);
  const small = ['--for', '96x54', '--fps', '10', '-j', '1'];
  return { ...shop, film: (...words) => inProcess(['film', at('p.json'), ...library, '--json', ...small, ...words]) };
}
