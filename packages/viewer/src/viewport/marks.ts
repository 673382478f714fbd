/** What is drawn over the picture: cells that are lit, the one that is open, the one under the pointer, and the cursor. */

import { cellAt, sidesIn } from '@tesserae/core/internal';
import type { PageMosaic } from '../data/mosaic.js';

/** What is marked; −1 for no cell. */
export interface Marks {
  /** All else is dimmed; undefined = nothing is. */
  readonly lit: Uint32Array | undefined;
  readonly open: number;
  readonly hovered: number;
  readonly cursor: number;
}

/** Nothing. */
export const NO_MARKS: Marks = { lit: undefined, open: -1, hovered: -1, cursor: -1 };

/** A rectangle on the stage, in CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Where a cell is, if the picture lies at a place of the stage. */
export function boxOf({ data: { layout } }: PageMosaic, picture: Box, cell: number): Box {
  const { left, top, right, bottom } = sidesIn(layout, cell, picture);
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** The cell at a place of the stage, −1 if it lies beside the picture. */
export function cellUnder({ data: { layout } }: PageMosaic, picture: Box, x: number, y: number): number {
  return cellAt(layout, (x - picture.x) / picture.w, (y - picture.y) / picture.h);
}

/** A lit cell smaller than this is ringed: it would be overlooked. */
const SMALL = 16;

/** Draws the marks over the whole canvas. */
export function drawMarks(canvas: HTMLCanvasElement, mosaic: PageMosaic, picture: Box, marks: Marks): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const density = window.devicePixelRatio || 1;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const { lit, open, hovered, cursor } = marks;
  if (lit) drawLit(context, lit, (cell) => boxOf(mosaic, picture, cell), picture);
  if (hovered >= 0 && hovered !== open) outline(context, boxOf(mosaic, picture, hovered), 1.5);
  if (open >= 0) outline(context, boxOf(mosaic, picture, open), 2.5);
  if (cursor >= 0) outline(context, larger(boxOf(mosaic, picture, cursor), 2), 3);
}

function drawLit(
  context: CanvasRenderingContext2D,
  lit: Uint32Array,
  boxFor: (cell: number) => Box,
  picture: Box,
): void {
  context.fillStyle = 'rgba(8, 9, 11, 0.66)';
  context.fillRect(picture.x, picture.y, picture.w, picture.h);
  const boxes = Array.from(lit, boxFor);
  for (const { x, y, w, h } of boxes) context.clearRect(x, y, w, h);
  for (const box of boxes) {
    if (Math.min(box.w, box.h) >= SMALL) outline(context, box, 1.5);
    else ring(context, box);
  }
}

/** Light inside dark: seen on any photo. */
function outline(context: CanvasRenderingContext2D, { x, y, w, h }: Box, width: number): void {
  context.lineJoin = 'round';
  context.strokeStyle = 'rgba(0, 0, 0, 0.75)';
  context.lineWidth = width + 2.5;
  context.strokeRect(x, y, w, h);
  context.strokeStyle = '#ffffff';
  context.lineWidth = width;
  context.strokeRect(x, y, w, h);
}

function ring(context: CanvasRenderingContext2D, { x, y, w, h }: Box): void {
  const circle = (width: number, colour: string) => {
    context.beginPath();
    context.arc(x + w / 2, y + h / 2, SMALL / 2 + 1, 0, Math.PI * 2);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  };
  circle(4, 'rgba(0, 0, 0, 0.7)');
  circle(2, '#ffffff');
}

function larger({ x, y, w, h }: Box, by: number): Box {
  return { x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by };
}
