import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { visit } from './support/browser.js';
import type { Promised } from './support/promised.js';

/** Waits until the page has said something. */
const hears = (page: Page, words: string) =>
  page.waitForFunction((words) => document.querySelector('[role=status]')?.textContent?.includes(words), words);

/** What the page owes to everyone. */
export const CONTRACT: readonly Promised[] = [
  [
    'every place on the way is said, and so is every card and a link that was copied',
    async (browser, { url, favourite }) => {
      const { page } = await visit(browser, url, { reducedMotion: 'reduce' });
      await page.keyboard.press('/');
      await page.keyboard.type(favourite);
      await page.getByText('1 photo found', { exact: true }).waitFor();
      await page.keyboard.press('Enter');
      await hears(page, 'places lit.');
      await page.waitForFunction(() => document.activeElement?.classList.contains('onward'));
      for (let i = 0; i < 2; i++) {
        await page.keyboard.press('Enter');
        const [, row, column] = /r(\d+)c(\d+)/.exec((await page.locator('[aria-current]').textContent()) ?? '') ?? [];
        await hears(page, `Row ${row}, column ${column} of 24. ${favourite}`);
      }
      await page.goto(`${url}#cell=r18c24`);
      await hears(page, 'Row 18, column 24 of 24.');
      await page.evaluate(() => {
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.resolve() } });
      });
      await page.getByRole('button', { name: 'Copy link' }).click();
      await hears(page, 'Link copied.');
    },
  ],
  [
    'where there is no clipboard the link is selected',
    async (browser, { url }) => {
      const { page } = await visit(browser, `${url}#cell=r2c3`);
      await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
      await page.getByRole('button', { name: 'Copy link' }).click();
      await hears(page, 'The link is selected');
      assert.equal(await page.evaluate(() => String(getSelection())), `${url}#cell=r2c3`);
    },
  ],
  [
    'an emptied address closes the card, and leaves no # behind',
    async (browser, { url }) => {
      const { page } = await visit(browser, `${url}#cell=r2c3`);
      await page.getByRole('dialog').waitFor();
      await page.evaluate(() => {
        location.hash = '';
      });
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.waitForFunction((url) => location.href === url, url);
    },
  ],
  [
    'the plate beside the pointer goes at Escape, and follows a picture that moves',
    async (browser, { url, plan }) => {
      const { page } = await visit(browser, url, { reducedMotion: 'reduce' });
      const plate = page.locator('.hover');
      const named = async () => await plate.locator('strong').textContent();
      const side = (800 - 20) / 18;
      // cells of two photos, one above the other
      const cell = [...plan.photos.keys()].find(
        (cell) => cell % 24 === 5 && cell > 24 * 7 && plan.photos[cell] !== plan.photos[cell - 24 * 3],
      );
      assert.ok(cell !== undefined);
      const [x, y] = [640 - 6.5 * side, 10 + (Math.floor(cell / 24) + 0.5) * side];
      await page.locator('.stage').focus();
      await page.keyboard.press('Escape');
      await page.mouse.move(x, y);
      await plate.waitFor();
      const before = await named();
      // up three rows, by less than the picture may be moved
      await page.keyboard.press('w');
      await page.waitForFunction((name) => {
        const now = document.querySelector('.hover strong')?.textContent;
        return now !== undefined && now !== name;
      }, before);
      await page.keyboard.press('/');
      await plate.waitFor({ state: 'detached' });
      await page.mouse.move(x, y + side * 2);
      await plate.waitFor();
      await page.keyboard.press('Escape');
      await plate.waitFor({ state: 'detached' });
      // one step at a time: the panel is still there
      assert.equal(await page.getByRole('dialog').count(), 1);
    },
  ],
  [
    'stillness can be asked of the page, which remembers it',
    async (browser, { url }) => {
      const { page } = await visit(browser, `${url}#cell=r9c9`, { reducedMotion: 'no-preference' });
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(1200); // until the link was followed
      await page.keyboard.press('?');
      const box = page.getByLabel(/Less movement/);
      assert.equal(await box.isChecked(), false);
      await box.check();
      await page.keyboard.press('Escape');
      await page.locator('.stage').focus();
      await page.mouse.move(300, 400);
      await page.locator('.hover').waitFor(); // and with it a frame around its cell
      const states = page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const seen = new Set<string>();
            let frames = 90;
            const look = () => {
              seen.add(document.querySelector<HTMLCanvasElement>('.marks')?.toDataURL() ?? '');
              if (frames-- > 0) requestAnimationFrame(look);
              else resolve(seen.size);
            };
            look();
          }),
      );
      await page.mouse.wheel(0, -200); // keys jump by themselves
      // before and after, perhaps a frame between; a glide has some forty
      const count = await states;
      assert.ok(count === 2 || count === 3, `${count} states`);
      await page.reload();
      await page.waitForSelector('.openseadragon-canvas canvas', { state: 'attached' }); // keys are heeded from then on
      await page.keyboard.press('?');
      assert.equal(await box.isChecked(), true);
    },
  ],
  [
    'in forced colours the part that shows is framed',
    async (browser, { url }) => {
      const { page } = await visit(browser, `${url}#cell=r2c3`, { forcedColors: 'active' });
      const part = page.locator('.card .part');
      await part.waitFor();
      const [border, outline] = await part.evaluate((element) => {
        const { borderTopWidth, outlineStyle } = getComputedStyle(element);
        return [borderTopWidth, outlineStyle];
      });
      assert.deepEqual([border, outline], ['2px', 'solid']);
    },
  ],
  [
    'rows of the list are as high as their words ask for',
    async (browser, { url, plan }) => {
      const { page } = await visit(browser, url, { viewport: { width: 320, height: 560 } });
      await page.keyboard.press('l');
      await page.locator('tbody tr').first().waitFor();
      // letters of twice the size
      await page.evaluate(() => {
        document.documentElement.style.setProperty('font-size', '30px');
        dispatchEvent(new Event('resize'));
      });
      await page.waitForFunction(() => (document.querySelector('tbody tr')?.clientHeight ?? 0) > 60);
      const box = page.locator('.list-rows');
      const used = new Set(plan.photos).size;
      // wherever it is scrolled to, there are rows in view
      for (const share of [0, 0.3, 0.6, 0.9, 1]) {
        await box.evaluate((element, share) => element.scrollTo(0, share * element.scrollHeight), share);
        await page.waitForTimeout(60);
        const [room, first, last] = await box.evaluate((element) => {
          const rows = [...element.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect());
          const { top, bottom } = element.getBoundingClientRect();
          return [bottom - top, rows[0].top - top, rows[rows.length - 1].bottom - top];
        });
        // the room is that of all rows, whichever of them are there
        const { all, row } = await box.evaluate((element) => ({
          all: element.scrollHeight - (element.querySelector('thead')?.clientHeight ?? 0),
          row: element.querySelector('tbody tr')?.clientHeight ?? 0,
        }));
        assert.ok(Math.abs(all - row * used) <= used, `at ${share}: ${all} px for ${used} rows of ${row} px`);
        assert.ok(first <= 120 && last >= room - 2, `at ${share}: rows from ${first} to ${last} of ${room}`);
      }
      const heights = await box.evaluate((element) =>
        [...element.querySelectorAll('tbody tr')].map((row) => Math.round(row.getBoundingClientRect().height)),
      );
      assert.equal(new Set(heights).size, 1);
    },
  ],
];
