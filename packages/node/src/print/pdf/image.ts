/** JPEGs in a PDF, byte for byte as the encoder wrote them: nothing is decoded, and only a piece at a time is in memory. */

import { open, stat } from 'node:fs/promises';
import type { PixelSize, Rect } from '@tesserae/core/internal';
import { pdfInternals, type Reference } from './internals.js';
import type { Pdf } from './pdf.js';

/** A picture that is in the document, to be drawn as often as one likes. */
export interface EmbeddedJpeg extends PixelSize {
  readonly name: string;
  readonly reference: Reference;
}

const PIECE = 2 ** 20;

/**
 * Writes a JPEG of three colours into the document, piece by piece. pdfkit takes pictures whole only, and one of a gigapixel
 * has 600 MB: so this does what it does when it writes an object.
 */
export async function embedJpeg(
  { document, space, flush }: Pdf,
  path: string,
  { width, height }: PixelSize,
): Promise<EmbeddedJpeg> {
  const { size } = await stat(path);
  const insides = pdfInternals(document);
  const reference = insides.ref({});
  reference.offset = insides._offset;
  insides._write(`${reference.id} 0 obj`);
  insides._write(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8\n` +
      `/ColorSpace ${space} /Filter /DCTDecode /Length ${size} >>\nstream`,
  );
  const file = await open(path, 'r');
  try {
    for (let at = 0; at < size; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(PIECE, size - at)), 0, null, at);
      if (bytesRead === 0) throw new Error('a picture of a page became shorter while it was read');
      insides._write(buffer.subarray(0, bytesRead));
      at += bytesRead;
      await flush();
    }
  } finally {
    await file.close();
  }
  insides._write('\nendstream\nendobj');
  insides._refEnd(reference);
  return { name: `P${reference.id}`, reference, width, height };
}

/** Draws a picture over a box of the page, in points from its upper left corner. */
export function drawPicture(document: PDFKit.PDFDocument, picture: EmbeddedJpeg, { x, y, w, h }: Rect): void {
  document.page.xobjects[picture.name] = picture.reference;
  document.save().transform(w, 0, 0, -h, x, y + h);
  document.addContent(`/${picture.name} Do`);
  document.restore();
}
