import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { visit } from './support/browser.js';
import type { Promised } from './support/promised.js';

const said = (page: Page) => page.textContent('[role=status]');

/** What is done by keyboard and by pointer. */
export const HANDLING: readonly Promised[] = [
  [
    'by keyboard alone: a cell, its card, a photo found, the list, and back',
    async (browser, { url, favourite }) => {
      const { page, troubles } = await visit(browser, url, { reducedMotion: 'reduce' });
      const focused = () => page.evaluate(() => document.activeElement?.className);
      const stage = page.locator('.stage');

      assert.equal(await stage.getAttribute('role'), 'img');
      for (let i = 0; i < 10 && (await focused()) !== 'stage'; i++) await page.keyboard.press('Tab');
      assert.equal(await stage.getAttribute('role'), 'application');
      await page.keyboard.press('Home');
      for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
      await page.waitForFunction(() =>
        /, column 2 of 24\. /.test(document.querySelector('[role=status]')?.textContent ?? ''),
      );
      assert.match(
        (await said(page)) ?? '',
        /^Row \d+, column 2 of 24\. photo-\d{4}, [a-z -]+\. Used (once|twice|\d+ times)\.$/,
      );

      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.id === 'card-name');
      assert.match(page.url(), /#cell=r\d+c2$/);
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => document.activeElement?.className === 'stage');
      assert.doesNotMatch(page.url(), /#/);

      await page.keyboard.press('/');
      await page.keyboard.type(favourite);
      await page.getByText('1 photo found', { exact: true }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('region', { name: 'Lit photo' }).waitFor();
      await page.waitForFunction(
        (name) => document.querySelector('[role=status]')?.textContent?.startsWith(`${name}: `),
        favourite,
      );
      assert.match((await said(page)) ?? '', /^photo-\d+: \d+ places lit\.$/);

      await page.keyboard.press('l');
      await page.waitForFunction(() => document.activeElement?.id === 'list-name');
      for (let i = 0; i < 20 && (await focused()) !== 'link'; i++) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.id === 'card-name');

      // out, step by step, and out of the picture too: nothing traps
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => document.activeElement?.className === 'stage');
      for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
      assert.equal(await stage.getAttribute('role'), 'img');
      await page.keyboard.press('Tab');
      assert.notEqual(await focused(), 'stage');
      assert.deepEqual(troubles, []);
    },
  ],
  [
    'a click opens the cell under it, a link leads to it, and all its uses are lit',
    async (browser, { url, plan }) => {
      const { page, troubles } = await visit(browser, url, { reducedMotion: 'reduce' });
      // the picture of 24 × 18 cells fills the height: 10 px above and below
      const side = (800 - 20) / 18;
      await page.mouse.click(640 + 2.5 * side, 400 - 3.5 * side);
      await page.getByRole('dialog').waitFor();
      assert.match(page.url(), /#cell=r6c15$/);

      await page.goto(`${url}#cell=r18c24`);
      await page.getByText('Row 18, column 24').first().waitFor();
      const uses = plan.photos.filter((photo) => photo === plan.photos[17 * 24 + 23]).length;
      assert.ok(uses > 1);
      await page.getByRole('button', { name: `Used ${uses === 2 ? 'twice' : `${uses} times`}: show all` }).click();
      await page.getByText(`${uses} places`, { exact: true }).waitFor();
      const places = await page.getByRole('list', { name: 'Places' }).getByRole('button').allTextContents();
      const expected = [...plan.photos.keys()]
        .filter((cell) => plan.photos[cell] === plan.photos[17 * 24 + 23])
        .map((cell) => `r${Math.floor(cell / 24) + 1}c${(cell % 24) + 1}`);
      assert.deepEqual(places, expected.slice(0, 36));

      for (const bad of ['r19c1', 'r0c1', 'x', '%3Cb%3E']) {
        await page.goto('about:blank');
        await page.goto(`${url}#cell=${bad}`);
        await page.waitForSelector('.openseadragon-canvas canvas', { state: 'attached' });
        assert.equal(await page.getByRole('dialog').count(), 0, bad);
      }
      assert.deepEqual(troubles, []);
    },
  ],
];
