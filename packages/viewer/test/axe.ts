import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { visit } from './support/browser.js';
import type { Promised } from './support/promised.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds, each with the elements it is about. */
async function violations(page: Page): Promise<string[]> {
  // the page's policy lets no script in: axe comes through the debugger, as a person's tools would
  await page.evaluate(AXE);
  return await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe is there since the line above
    const found = await (globalThis as any).axe.run();
    // biome-ignore lint/suspicious/noExplicitAny: as axe has them
    return found.violations.map(({ id, nodes }: any) => `${id}: ${nodes.map((node: any) => node.html).join(' ')}`);
  });
}

/** Nothing that axe-core finds fault with. */
export const AXE_FINDS_NOTHING: Promised = [
  'axe finds nothing in any panel, light or dark, on desktops and phones',
  async (browser, { url }) => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      const where = `${colorScheme}, ${width} px`;
      const options = { viewport: { width, height: 740 }, colorScheme, reducedMotion: 'reduce' } as const;
      const { page, troubles } = await visit(browser, url, options);
      assert.deepEqual(await violations(page), [], `the picture, ${where}`);
      for (const name of ['Find', 'List', 'Help']) {
        await page.getByRole('button', { name, exact: true }).click();
        assert.deepEqual(await violations(page), [], `${name}, ${where}`);
        await page.keyboard.press('Escape');
      }
      await page.goto(`${url}#cell=r3c4`);
      await page.getByRole('button', { name: /show all/ }).click();
      assert.deepEqual(await violations(page), [], `a card, and its photo lit, ${where}`);
      assert.deepEqual(troubles, [], where);
    }
  },
];
