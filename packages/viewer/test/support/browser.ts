/** Chromium, as a test uses it: headless, with a profile of its own, and watched for whatever goes wrong. */

import { after, type TestContext } from 'node:test';
import type { PixelSize } from '@tesserae/core/internal';
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

/** Chromium; undefined, and the test skipped, if there is none here. */
export async function openBrowser(t: TestContext): Promise<Browser | undefined> {
  if (!canRun(t, hasCommand('chromium'), 'chromium (Debian: chromium)')) return undefined;
  started ??= chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  return await started;
}

/** How a visitor looks. */
export interface Visitor extends Pick<BrowserContextOptions, 'reducedMotion' | 'colorScheme' | 'forcedColors'> {
  readonly viewport?: PixelSize;
}

/** Where all visits of a file take place: a page that loads anew takes a fifth of what a new one takes. */
let window: Promise<Page> | undefined;

async function openWindow(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** Opens an address, as a visitor who was never there, and waits until the picture is there. */
export async function visit(browser: Browser, url: string, visitor: Visitor = {}): Promise<Visit> {
  window ??= openWindow(browser);
  const page = await window;
  for (const heard of ['request', 'console', 'pageerror', 'dialog']) page.removeAllListeners(heard);
  const { viewport = { width: 1280, height: 800 }, ...media } = visitor;
  await page.setViewportSize(viewport);
  await page.emulateMedia({ reducedMotion: 'no-preference', colorScheme: 'light', forcedColors: 'none', ...media });
  await page.mouse.move(0, 0);
  const before = page.url();
  if (before !== 'about:blank') await page.evaluate(() => localStorage.clear());
  const requests: string[] = [];
  const troubles: string[] = [];
  const watch = (): void => {
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) requests.push(request.url());
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(String(error)));
  };
  if (documentOf(before) === documentOf(url)) {
    // another place of the page that is there would not load it
    await page.goto(url);
    watch();
    await page.reload();
  } else {
    watch();
    await page.goto(url);
  }
  await page.waitForSelector('.openseadragon-canvas canvas', { state: 'attached' });
  return { page, requests, troubles };
}

const documentOf = (url: string): string => url.replace(/#.*/, '');
