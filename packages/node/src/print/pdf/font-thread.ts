/**
 * The thread of `rehearse-font.ts`: a font of a stranger does here all that it will do in a document. Tables that lead in circles hold
 * whoever reads them for ever; this thread can be ended.
 */

import { parentPort, workerData } from 'node:worker_threads';
import { MosaicError } from '@tesserae/core/errors';
import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import { FONTS } from './pdf.js';
import type { FontAnswer, FontOrder } from './rehearse-font.js';
import { drawLine } from './text.js';

if (parentPort === null) throw new MosaicError('failed', { subject: 'font', expected: 'to be started as a thread' });

// who starts this thread sends one
const { bytes, texts } = workerData as FontOrder;
parentPort.postMessage(rehearse(Buffer.from(bytes)));

function rehearse(font: Buffer): FontAnswer {
  try {
    if ('fonts' in create(font)) return { received: 'a collection of several' };
    const document = new PDFDocument({ font: '' });
    document.registerFont(FONTS.name, font);
    for (const text of [...texts, 'A']) {
      drawLine(document, text, { x: 10, y: 10, width: 82, size: 17, font: 'name', align: 'left' });
    }
    document.end();
    document.resume();
    return {};
  } catch {
    return { received: font.length === 0 ? 'an empty file' : 'something else' };
  }
}
