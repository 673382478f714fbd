/** What pdfkit 0.20.2 has and its types, which are those of 0.17, do not say; some of it is its own business. */

/** An object of the document. */
export interface Reference {
  readonly id: number;
  /** Its dictionary. */
  readonly data: Record<string, unknown>;
  /** Where it begins in the file. */
  offset: number;
  /** Whether its stream is deflated. */
  compress: boolean;
  /** Writes it, with what a stream holds. */
  end(bytes?: Uint8Array): void;
}

/** The document. */
export interface PdfInternals {
  /** The catalogue. */
  readonly _root: Reference;
  /** Bytes written so far. */
  readonly _offset: number;
  _write(data: Uint8Array | string): void;
  /** Notes that an object has been written. */
  _refEnd(reference: Reference): void;
  ref(data: object): Reference;
  addSpotColor(name: string, c: number, m: number, y: number, k: number): void;
  /** Writes XMP, with a date whether there is one or not. */
  endMetadata: () => void;
  readonly page: { readonly dictionary: Reference; readonly colorSpaces: Record<string, Reference> };
}

/** The same document, with these. */
export function pdfInternals(document: PDFKit.PDFDocument): PdfInternals {
  // read in its source, and held by the tests: the version is pinned
  return document as unknown as PdfInternals;
}
