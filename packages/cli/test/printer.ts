/** A small plan for tests of `print`, and how to call it. */

import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { inProcess } from './tesserae.js';
import { workshop } from './workshop.js';

/** A plan of 10 × 8 cells, and how to print it. */
export async function printer(t: TestContext) {
  const shop = await workshop(t);
  const made = await shop.make('--plan', shop.at('p.json'));
  assert.equal(made.exit, 0, JSON.stringify(made.last));
  const print = (name: string, ...words: string[]) =>
    inProcess(['print', shop.at('p.json'), ...shop.library, '-o', shop.at(name), '--json', ...words]);
  return { ...shop, print };
}
