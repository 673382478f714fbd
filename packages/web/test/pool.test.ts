/** Plans that are made by Web Workers, in Chromium, beside those that this thread makes. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { canRun, hasCommand } from '@tesserae/testing';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Pages of this origin may be isolated. */
const ORIGIN = 'http://localhost:7357';
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
const IMPORTS = Object.fromEntries(
  ['@tesserae/core', '@tesserae/core/internal'].map((name) => [name, `/core/${basename(import.meta.resolve(name))}`]),
);

/** Makes a plan of photos that are drawn by rule, with a pool or without. */
const PROGRAM = `
import { inlinePool, makePlan, parseSettings } from 'CORE';
const picture = (seed, side) => {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < data.length; at += 4) {
    const [x, y] = [(at / 4) % side, Math.floor(at / 4 / side)];
    data.set([(seed * 37 + x * 5) % 256, (seed * 91 + y * 3) % 256, (seed * 53 + (x * y) / 8) % 256, 255], at);
  }
  return { width: side, height: side, data };
};
const rasters = Array.from({ length: 150 }, (_, i) => picture(i, 64));
const photos = { thumbnails: async (first, count) => rasters.slice(first, first + count), view: async () => rasters[0] };
const library = {
  ids: rasters.map((_, i) => i.toString(16).padStart(64, '0')),
  sizes: new Uint32Array(300).fill(64),
  groups: Uint32Array.from(rasters, (_, i) => i),
};
export async function make(pool = inlinePool(), signal) {
  const settings = parseSettings({ columns: 24, effort: 'fast' });
  const { plan, certificate } = await makePlan({ target: picture(7, 240), library, photos, settings, pool }, { signal });
  return { photos: [...plan.photos], crops: [...plan.crops], certificate };
}
`;

let started: Promise<Browser> | undefined;
after(async () => await (await started)?.close());

async function pageWith(t: TestContext, headers: Record<string, string>): Promise<Page | undefined> {
  if (!canRun(t, hasCommand('chromium'), 'chromium (Debian: chromium)')) return undefined;
  started ??= chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const page = await (await started).newPage();
  t.after(() => page.close());
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const html = `<!doctype html><title>pool</title><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`;
    const [contentType, body] = pathname === '/' ? ['text/html', html] : ['text/javascript', scriptAt(pathname)];
    await route.fulfill(body === undefined ? { status: 404 } : { contentType, headers, body });
  });
  await page.goto(ORIGIN);
  return page;
}

function scriptAt(path: string): Buffer | string | undefined {
  if (path === '/program.js') return PROGRAM.replace('CORE', '@tesserae/core');
  const [, name, file] = /^\/(core|web)\/(.+)$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  return readFileSync(fileURLToPath(new URL(file, import.meta.resolve(`@tesserae/${name}`))));
}

/** Runs a body in the page, where \`make\` and \`openWebPool\` are. */
async function inPage(page: Page, body: string): Promise<unknown> {
  const imports = "Promise.all([import('/program.js'), import('/web/index.js')])";
  return await page.evaluate(`${imports}.then(async ([{ make }, { openWebPool }]) => { ${body} })`);
}

for (const [named, headers, isIsolated] of [
  ['is isolated', ISOLATED, true],
  ['is not isolated', {}, false],
] as const) {
  test(`any number of workers makes the plan that one thread makes, in a page that ${named}`, async (t) => {
    const page = await pageWith(t, headers);
    if (page === undefined) return;
    assert.equal(await page.evaluate('crossOriginIsolated'), isIsolated);
    const here = PROGRAM.replace('CORE', import.meta.resolve('@tesserae/core'));
    const expected = await (await import(`data:text/javascript,${encodeURIComponent(here)}`)).make();
    assert.ok(expected.certificate.steps > 0 && new Set(expected.photos).size > 20, 'the plan says little');
    for (const workers of [1, 3]) {
      const made = await inPage(
        page,
        `const pool = openWebPool({ workers: ${workers} });
         try { return await make(pool); } finally { await pool.close(); }`,
      );
      assert.deepEqual(made, expected, `${workers} workers`);
    }
  });

  test(`a plan that is aborted leaves a pool that makes the next, in a page that ${named}`, async (t) => {
    const page = await pageWith(t, headers);
    if (page === undefined) return;
    const outcome = await inPage(
      page,
      `const pool = openWebPool({ workers: 2 });
       const stop = new AbortController();
       setTimeout(() => stop.abort(), 50);
       const aborted = await make(pool, stop.signal).then(() => 'made', ({ code }) => code);
       const { photos } = await make(pool);
       await pool.close();
       return [aborted, photos.length];`,
    );
    assert.deepEqual(outcome, ['aborted', 24 * 24]);
  });
}

test('a worker that cannot be started rejects the plan and says so', async (t) => {
  const page = await pageWith(t, ISOLATED);
  if (page === undefined) return;
  const start = "() => new Worker('/missing.js', { type: 'module' })";
  const outcome = await inPage(
    page,
    `return await make(openWebPool({ workers: 2, start: ${start} })).then(() => 'made', ({ code, subject }) => [code, subject]);`,
  );
  assert.deepEqual(outcome, ['failed', 'worker']);
});
