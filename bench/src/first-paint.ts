/**
 * How soon a page of `tesserae zoom` shows something in Chromium: milliseconds to the first contentful paint, five times.
 *
 *     node bench/dist/first-paint.js PAGE/index.html
 */

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MosaicError } from '@tesserae/core';
import { chromium } from 'playwright-core';

const [path] = process.argv.slice(2);
if (path === undefined) throw new MosaicError('usage', { expected: 'PAGE/index.html' });

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (let i = 0; i < 5; i++) {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(resolve(path)).href);
    await page.waitForSelector('.openseadragon-canvas canvas', { state: 'attached' });
    console.log(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime));
    await page.close();
  }
} finally {
  await browser.close();
}
