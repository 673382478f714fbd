/** @tesserae/core by itself in a page. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './support/browser.js';

const core = fileURLToPath(import.meta.resolve('@tesserae/core'));
const ORIGIN = 'http://page.test';

/** Makes a plan of plain photos: the search has a kernel of WebAssembly, and a twin in TypeScript. */
const PROGRAM = `
import { makePlan, parseSettings } from 'CORE';
const photo = (i) => {
  const data = new Uint8ClampedArray(32 * 32 * 4);
  for (let at = 0; at < data.length; at += 4) data.set([i * 9, (i * 37 + at) % 256, 255 - i * 6, 255], at);
  return { width: 32, height: 32, data };
};
const rasters = Array.from({ length: 25 }, (_, i) => photo(i));
const photos = {
  thumbnails: async (first, count) => rasters.slice(first, first + count),
  view: async (id) => photo(id),
};
const library = {
  ids: rasters.map((_, i) => i.toString(16).padStart(64, '0')),
  sizes: new Uint32Array(50).fill(32),
  groups: Uint32Array.from(rasters, (_, i) => i),
};
const settings = parseSettings({ columns: 12, maxUses: 9 });
export const made = makePlan({ target: photo(7), library, photos, settings }).then(({ plan }) => [...plan.photos]);
`;

for (const [policy, forbidden] of [
  ["default-src 'self' 'wasm-unsafe-eval'", false],
  ["default-src 'self'", true],
] as const) {
  test(`a plan is made in a page whose policy is ${policy}`, async (t) => {
    const browser = await openBrowser(t);
    if (browser === undefined) return;
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.route(`${ORIGIN}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === '/') {
        const headers = { 'content-security-policy': policy };
        await route.fulfill({ contentType: 'text/html', headers, body: '<!doctype html><title>page</title>' });
      } else {
        const body =
          path === '/program.js'
            ? PROGRAM.replace('CORE', `/${basename(core)}`)
            : readFileSync(join(dirname(core), path));
        await route.fulfill({ contentType: 'text/javascript', body });
      }
    });
    await page.goto(ORIGIN);
    const compiles = 'WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => true, () => false)';
    assert.equal(await page.evaluate(compiles), !forbidden);
    const made = await page.evaluate("import('/program.js').then(({ made }) => made)");

    const here = PROGRAM.replace('CORE', import.meta.resolve('@tesserae/core'));
    const expected = await (await import(`data:text/javascript,${encodeURIComponent(here)}`)).made;
    assert.deepEqual(made, expected);
  });
}
