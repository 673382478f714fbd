import assert from 'node:assert/strict';
import { createReadStream, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openBrowser, visit } from './support/browser.js';
import { mosaicPage } from './support/mosaic-page.js';

/** A web host that knows nothing but files. */
async function host(t: TestContext, files: (path: string) => string | undefined): Promise<string> {
  const types: Readonly<Record<string, string>> = {
    html: 'text/html',
    json: 'application/json',
    js: 'text/javascript',
  };
  const server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://host').pathname);
    const file = files(path.endsWith('/') ? `${path}index.html` : path);
    if (file === undefined) return void response.writeHead(404).end();
    response.setHeader('content-type', types[file.split('.').pop() ?? ''] ?? 'application/octet-stream');
    createReadStream(file)
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  // a server that listens on a port has an address with a port
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('OpenSeadragon opens the Deep Zoom and the IIIF picture, and asks for nothing that is not there', async (t) => {
  const browser = await openBrowser(t);
  if (!browser) return;
  const viewer = dirname(createRequire(import.meta.url).resolve('openseadragon'));
  let folder = '';
  const url = await host(t, (path) => (path === '/osd.js' ? join(viewer, 'openseadragon.js') : join(folder, path)));
  ({ folder } = await mosaicPage(t, { url, cell: 50 }));
  const page = await (await browser.newContext()).newPage();
  const missed: string[] = [];
  const squares: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.jpg')) squares.push(response.url());
    if (!response.ok() && !response.url().endsWith('favicon.ico')) missed.push(response.url());
  });
  for (const source of ['/mosaic.dzi', '/iiif/info.json']) {
    squares.length = 0;
    // a page of the same place, but without the policy of ours
    await page.goto(`${url}/iiif/manifest.json`);
    await page.setContent('<div id="there" style="width:900px;height:700px"></div>');
    await page.addScriptTag({ url: `${url}/osd.js` });
    const size = await page.evaluate(async (tileSources) => {
      // biome-ignore lint/suspicious/noExplicitAny: a script of the page's own
      const osd = (globalThis as any).OpenSeadragon({ id: 'there', tileSources, showNavigationControl: false });
      await new Promise((resolve, reject) => {
        osd.addHandler('open', resolve);
        osd.addHandler('open-failed', ({ message }: { message: string }) => reject(new Error(message)));
      });
      const item = osd.world.getItemAt(0);
      const loaded = () =>
        new Promise((resolve) =>
          item.getFullyLoaded() ? resolve(0) : item.addOnceHandler('fully-loaded-change', resolve),
        );
      await loaded();
      osd.viewport.zoomTo(osd.viewport.getMaxZoom(), undefined, true);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await loaded();
      return [item.source.width ?? item.source.dimensions.x, item.source.height ?? item.source.dimensions.y];
    }, url + source);
    assert.deepEqual(size, [1200, 900], source);
    assert.ok(squares.length >= 2, `${source}: ${squares.length} squares`);
  }
  assert.deepEqual(missed, []);
});

test('a page asks for nothing but files of its folder, from a disk and from a host; a single file for nothing', async (t) => {
  const browser = await openBrowser(t);
  if (!browser) return;
  const { folder, url } = await mosaicPage(t);
  const served = `${await host(t, (path) => join(folder, path))}/`;
  for (const address of [url, served]) {
    const { page, requests, troubles } = await visit(browser, `${address}#cell=r2c2`);
    await page.getByRole('dialog').waitFor();
    await page.getByRole('button', { name: 'List' }).click();
    await page.waitForTimeout(300);
    const beside = address.replace(/[^/]*$/, '');
    assert.ok(requests.length > 4);
    assert.deepEqual(
      requests.filter((request) => !request.startsWith(beside)),
      [],
    );
    assert.deepEqual(troubles, []);
  }

  const single = await mosaicPage(t, { singleFile: true });
  assert.deepEqual(readdirSync(single.folder), ['index.html']);
  const { page, requests, troubles } = await visit(browser, `${single.url}#cell=r2c2`);
  const photo = page.locator('.card .photo img');
  await photo.waitFor();
  assert.ok(await photo.evaluate((picture: HTMLImageElement) => picture.decode().then(() => picture.naturalWidth > 0)));
  assert.deepEqual(requests, [`${single.url}#cell=r2c2`.replace(/#.*/, '')]);
  assert.deepEqual(troubles, []);
});

test('names are text, and scripts in them never run', async (t) => {
  const browser = await openBrowser(t);
  if (!browser) return;
  const evil = ['<img src=x onerror=alert(1)>.jpg', '"><script>alert(2)<', "'};alert(3);{'.jpg", '&lt;b&gt;.jpg'];
  const names = evil.map((name) => name.replaceAll('/', '∕'));
  const { url } = await mosaicPage(t, { told: 'full', names, title: '</title><script>alert(4)</script>' });
  const { page, troubles } = await visit(browser, url, { viewport: { width: 1280, height: 2000 } });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss().catch(() => undefined);
  });
  assert.equal(await page.title(), '</title><script>alert(4)</script>');
  assert.equal(await page.locator('h1').textContent(), '</title><script>alert(4)</script>');
  await page.keyboard.press('l');
  // all rows fit, once the list has found out how high it is
  for (const name of names) {
    await page
      .locator('tbody th')
      .getByText(name.replace(/\.jpg$/, ''), { exact: true })
      .waitFor();
  }
  await page.getByRole('button', { name: names[0].replace(/\.jpg$/, ''), exact: true }).click();
  assert.equal(await page.locator('#card-name').textContent(), names[0].replace(/\.jpg$/, ''));
  assert.deepEqual([dialogs, troubles], [[], []]);
});

test('names are text where they are all that is told, and cards do without photos', async (t) => {
  const browser = await openBrowser(t);
  if (!browser) return;
  const name = '<img src=x onerror=alert(1)>';
  const { url, folder } = await mosaicPage(t, { told: 'captions', names: [`${name}.jpg`], photoSize: 0 });
  assert.ok(!readdirSync(folder).includes('photos'));
  const { page, requests, troubles } = await visit(browser, url, { viewport: { width: 1280, height: 2000 } });
  await page.keyboard.press('l');
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator('#card-name').waitFor();
  assert.equal(await page.locator('#card-name').textContent(), name);
  assert.equal(await page.locator('.card img').count(), 0);
  assert.deepEqual(
    requests.filter((request) => request.includes('photos/')),
    [],
  );
  assert.deepEqual(troubles, []);
});

test('without scripts there is the picture, described', async (t) => {
  const browser = await openBrowser(t);
  if (!browser) return;
  const { url } = await mosaicPage(t);
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(url);
  const picture = page.getByRole('img');
  assert.match(
    (await picture.getAttribute('alt')) ?? '',
    /^A picture of 18 rows and 24 columns of cells, made of 24 photos\.$/,
  );
  const box = await picture.boundingBox();
  assert.ok(box !== null && box.width > 300 && box.width <= 1280);
});
