/** Chromium, as a test uses it: headless, with a profile of its own, and watched for whatever goes wrong. */

import { after, type TestContext } from 'node:test';
import { canRun, hasCommand } from '@tesserae/testing';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser, and pages in it. */
export interface Visit {
  readonly page: Page;
  /** What the page asked for, but for what stands in it (`data:`). */
  readonly requests: readonly string[];
  /** Errors, warnings and refusals of its policy that the page had. */
  readonly troubles: readonly string[];
}

/** One for all tests of a file: starting it takes longer than most of them. */
let started: Promise<Browser> | undefined;

after(async () => await (await started)?.close());

/** Chromium, without what an earlier test has opened; undefined, and the test skipped, if there is none here. */
export async function openBrowser(t: TestContext): Promise<Browser | undefined> {
  if (!canRun(t, hasCommand('chromium'), 'chromium (Debian: chromium)')) return undefined;
  started ??= chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const browser = await started;
  t.after(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  return browser;
}

/** Opens an address and waits until the picture is there. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const requests: string[] = [];
  const troubles: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  await page.goto(url);
  await page.waitForSelector('.openseadragon-canvas canvas', { state: 'attached' });
  return { page, requests, troubles };
}
