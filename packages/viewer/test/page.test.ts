/** All that one page of one mosaic can show: Chromium is started once for it. */

import { test } from 'node:test';
import { AXE_FINDS_NOTHING } from './axe.js';
import { CONTRACT } from './contract.js';
import { HANDLING } from './keyboard-and-pointer.js';
import { openBrowser } from './support/browser.js';
import { mosaicPage } from './support/mosaic-page.js';
import { VIEWS } from './views.js';

test('the page', async (t) => {
  const browser = await openBrowser(t);
  if (!browser) return;
  const made = await mosaicPage(t, { told: 'captions' });
  for (const [what, kept] of [...HANDLING, ...VIEWS, ...CONTRACT, AXE_FINDS_NOTHING]) {
    await t.test(what, () => kept(browser, made));
  }
});
