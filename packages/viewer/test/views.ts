import assert from 'node:assert/strict';
import { visit } from './support/browser.js';
import type { Promised } from './support/promised.js';

/** Other ways to look. */
export const VIEWS: readonly Promised[] = [
  [
    'the table holds the rows that are seen, and says how many there are',
    async (browser, { url, plan }) => {
      const { page } = await visit(browser, url, { viewport: { width: 900, height: 420 } });
      await page.keyboard.press('l');
      const table = page.getByRole('table');
      const used = new Set(plan.photos).size;
      assert.equal(await table.getAttribute('aria-rowcount'), String(used + 1));
      const rows = () => table.locator('tbody tr').evaluateAll((all) => all.map((row) => Number(row.ariaRowIndex)));
      const above = await rows();
      assert.equal(above[0], 2);
      assert.ok(above.length < used, `${above.length} of ${used}`);
      await page.locator('.list-rows').evaluate((box) => box.scrollTo(0, 1e6));
      await page.waitForFunction((last) => document.querySelector(`tr[aria-rowindex="${last}"]`) !== null, used + 1);
      // nothing is lost on the way, and sorting by use puts the most used first
      await page.getByRole('button', { name: 'Used', exact: true }).click();
      await page.locator('.list-rows').evaluate((box) => box.scrollTo(0, 0));
      await page.waitForFunction(() => document.querySelector('tr[aria-rowindex="2"]') !== null);
      const most = Math.max(
        ...[...new Set(plan.photos)].map((each) => plan.photos.filter((photo) => photo === each).length),
      );
      assert.equal(await table.locator('tbody tr .number').first().textContent(), String(most));
    },
  ],
  [
    'the target fades in by the slider, and while O is held',
    async (browser, { url }) => {
      const { page } = await visit(browser, url);
      const middle = async () =>
        (await page.screenshot({ clip: { x: 600, y: 380, width: 80, height: 40 } })).toString('base64');
      await page.waitForTimeout(500);
      const mosaic = await middle();
      await page.getByLabel('Original').fill('100');
      await page.waitForTimeout(300);
      const target = await middle();
      assert.notEqual(target, mosaic);
      await page.getByLabel('Original').fill('0');
      await page.waitForTimeout(300);
      assert.equal(await middle(), mosaic);
      await page.locator('.stage').focus();
      await page.keyboard.down('o');
      await page.waitForTimeout(300);
      assert.notEqual(await middle(), mosaic);
      await page.keyboard.up('o');
    },
  ],
];
