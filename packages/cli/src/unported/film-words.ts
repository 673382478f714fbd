/** What is said of a film before it is made, and after. */

import { basename } from 'node:path';
import { cellName } from '@tesserae/core';
import type { FilmResult } from '@tesserae/node';
import { plural } from '../words/en/numbers.js';
import type { FilmOrder } from './film-order.js';

/** Of the mosaic and the frames. */
export function frameWords({ saved, wish: { frame }, frames }: FilmOrder): string {
  const { columns, rows } = saved.plan.layout.shape;
  const { width, height, fps } = frame;
  const seconds = Math.round((frames / fps) * 100) / 100;
  return `${columns}×${rows} cells · ${width}×${height} px, ${fps} frames a second, ${seconds} s = ${plural(frames, 'frame')}`;
}

/** Of what happens, and who encodes. */
export function styleWords({ wish: { style, script, shows }, saved, format }: FilmOrder, landing: number): string {
  const what = style ?? `script of ${plural(script.scenes.length, 'scene')}`;
  const { plan, paths } = saved;
  const photo = basename(paths[plan.photos[landing]]);
  const where = shows.landing ? ` · lands in ${cellName(landing, plan.layout.shape)}, ${photo}` : '';
  return `${what}${where} · ${format.said}`;
}

/** Of the time it took. */
export function paceWords({ frames }: FilmResult, seconds: number): string {
  return `${plural(frames, 'frame')}, ${(frames / Math.max(seconds, 1e-3)).toFixed(1)} a second`;
}
