/** Chromium as a player of films: what it shows, read back through a canvas. */

import { readFileSync } from 'node:fs';
import { after, type TestContext } from 'node:test';
import { ciede2000, LINEAR, labFromLinear } from '@tesserae/core/internal';
import { canRun, hasCommand } from '@tesserae/testing';
import { type Browser, chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** What a player says of a film, and the frames that it shows. */
export interface Played {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** sRGB, 3 bytes a pixel, of each time that was asked for. */
  readonly frames: readonly Uint8Array[];
}

/** That of the file. */
let browser: Promise<Browser> | undefined;

after(async () => await (await browser)?.close());

/** Starts Chromium for the tests of a file, once; undefined if there is none here. */
export async function openPlayer(t: TestContext): Promise<Browser | undefined> {
  if (!canRun(t, hasCommand('chromium'), 'chromium (Debian: chromium)')) return undefined;
  browser ??= chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  return await browser;
}

/** Plays a film at some times, seconds. */
export async function played(browser: Browser, path: string, times: readonly number[]): Promise<Played> {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  const kind = path.endsWith('.webm') ? 'video/webm' : 'video/mp4';
  await page.setContent(`<video muted src="data:${kind};base64,${readFileSync(path).toString('base64')}"></video>`);
  const told = (await page.evaluate(`(${READ})(${JSON.stringify(times)})`)) as {
    width: number;
    height: number;
    seconds: number;
    frames: string[];
  };
  await page.close();
  return { ...told, frames: told.frames.map((frame) => withoutAlpha(Buffer.from(frame, 'base64'))) };
}

// in the page, whose names this program does not know
const READ = `async (times) => {
  const video = document.querySelector('video');
  const next = (name) => new Promise((resolve, reject) => {
    video.addEventListener(name, resolve, { once: true });
    video.addEventListener('error', () => reject(new Error(video.error.message)), { once: true });
  });
  if (video.error) throw new Error(video.error.message);
  if (video.readyState < 2) await next('loadeddata');
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const frames = [];
  for (const time of times) {
    const there = next('seeked');
    // on a busy machine the seek is done before its frame is there; where it was there before, none comes
    const shown = new Promise((resolve) => {
      video.requestVideoFrameCallback(resolve);
      setTimeout(resolve, 1000);
    });
    video.currentTime = time;
    await there;
    await shown;
    context.drawImage(video, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let text = '';
    for (let i = 0; i < data.length; i += 4096) text += String.fromCharCode(...data.subarray(i, i + 4096));
    frames.push(btoa(text));
  }
  return { width: video.videoWidth, height: video.videoHeight, seconds: video.duration, frames };
}`;

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  return rgba.filter((_, i) => i % 4 !== 3);
}

/** The mean CIEDE2000 of two pictures, 3 bytes a pixel. */
export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) throw new Error(`${a.length} and ${b.length} bytes`);
  const [p, q] = [labOf(a), labOf(b)];
  let sum = 0;
  for (let i = 0; i < p.length; i += 3) sum += ciede2000(p, i, q, i);
  return (sum * 3) / p.length;
}

function labOf(rgb: Uint8Array): Float32Array {
  const linear = Float32Array.from(rgb, (value) => LINEAR[value]);
  const lab = new Float32Array(rgb.length);
  for (let i = 0; i < rgb.length; i += 3) labFromLinear(linear, i, lab, i);
  return lab;
}
