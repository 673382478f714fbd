import type { Browser } from 'playwright-core';
import type { MosaicPage } from './mosaic-page.js';

/** What the page promises, and how that is seen in a browser. */
export type Promised = readonly [what: string, kept: (browser: Browser, made: MosaicPage) => Promise<void>];
