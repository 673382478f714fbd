/** The title and the end card of a film as pixels. */

import type { Script } from '@tesserae/core';
import { type FilmGeometry, type FilmTexts, type FrameText, sharedBuffer } from '@tesserae/core/internal';
import { setText, type TextRoom } from '../../text/set-text.js';

/** Of the frame's width, and of its shorter side. */
const WIDTH = 0.84;
const LETTERS = 0.12;
const LEAST_LETTERS = 0.035;
const LINES = 3;

/** How much darker the frame is behind a title, and behind the end card, with which the film goes out. */
const VEILS = { title: 0.75, end: 0.92 } as const;

type Frame = Pick<FilmGeometry['frame'], 'width' | 'height'>;

function roomIn({ width, height }: Frame): TextRoom {
  return { width: width * WIDTH, size: Math.min(width, height) * LETTERS, lines: LINES };
}

/** Whether a text is short enough to be read in a frame. */
export async function fitsFrame(text: string, frame: Frame): Promise<boolean> {
  const { size } = await setText(text, roomIn(frame));
  return size >= Math.min(frame.width, frame.height) * LEAST_LETTERS;
}

/** What a script writes over a film. */
export async function filmTexts({ title, end }: Script, frame: Frame): Promise<FilmTexts> {
  return {
    title: title === undefined ? undefined : await frameText(title, VEILS.title, frame),
    end: end === undefined ? undefined : await frameText(end, VEILS.end, frame),
  };
}

/** A text in the middle of a frame, on shared memory. */
async function frameText(text: string, veil: number, frame: Frame): Promise<FrameText> {
  const { textMask } = await import('../../text/text-mask.js');
  const mask = await textMask(await setText(text, roomIn(frame)));
  const coverage = new Uint8Array(sharedBuffer(frame.width * frame.height));
  const [left, top] = [(frame.width - mask.width) >> 1, (frame.height - mask.height) >> 1];
  for (let y = Math.max(0, -top); y < mask.height && top + y < frame.height; y++) {
    const from = y * mask.width + Math.max(0, -left);
    const row = mask.coverage.subarray(from, Math.min((y + 1) * mask.width, from + frame.width));
    coverage.set(row, (top + y) * frame.width + Math.max(0, left));
  }
  return { coverage, veil };
}
