/** When the title of a film and its end card show. */

import { smooth } from './easing.js';

/** Seconds that each of them shows, and this share of a short film at most. */
const SECONDS = 3;
const MOST = 1 / 3;

/** The share of that time in which it fades in, or out. */
const FADE = 0.2;

/** How much of the title and of the end card there is, 0…1 each: the title fades in and out, the end card stays. */
export function titlesAt(frame: number, frames: number, fps: number): { readonly title: number; readonly end: number } {
  const shows = Math.min(SECONDS * fps, frames * MOST);
  const left = frames - 1 - frame;
  const title = smooth(frame / shows / FADE) * smooth((1 - frame / shows) / FADE);
  return { title, end: smooth((1 - left / shows) / FADE) };
}
