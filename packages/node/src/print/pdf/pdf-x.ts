/**
 * What makes a document a PDF/X-4: dates, a description in XMP, that nothing is trapped, and colours that mean something on a press.
 * Embedded fonts and the output intent it has anyway.
 *
 * Source: ISO 15930-7:2010, sections 6.2 to 6.5; Adobe, "XMP Specification", part 2, 2016.
 */

import { createHash } from 'node:crypto';
import type { Profile } from './icc.js';
import { pdfInternals, type Reference } from './internals.js';

/** What such a document needs. */
export interface PdfXFacts {
  readonly title: string;
  readonly date: Date;
  /** What RGB is, where nothing else is said. */
  readonly space: Reference;
}

const VERSION = 'PDF/X-4';

/** Whether a document with this intent can be one: it has to be a press, and one of inks, as marks are in inks. */
export function isPress({ bytes, components }: Profile): boolean {
  return components === 4 && Buffer.from(bytes).toString('latin1', 12, 16) === 'prtr';
}

/** Makes a PDF/X-4 of a document that has no page yet. */
export function claimPdfX(document: PDFKit.PDFDocument, { title, date, space }: PdfXFacts): void {
  const insides = pdfInternals(document);
  // pdfkit writes strings as texts, and whatever it does not know as it says itself
  const no = { [Symbol.toStringTag]: 'Name', toString: () => '/False' };
  Object.assign(document.info, { ModDate: date, Trapped: no, GTS_PDFXVersion: VERSION });
  document.on('pageAdded', () => {
    const { colorSpaces, dictionary } = insides.page;
    colorSpaces.DefaultRGB = space;
    // unless the page is to be cut smaller
    dictionary.data.TrimBox = dictionary.data.MediaBox;
  });
  insides.endMetadata = () => {
    const stream = insides.ref({ Type: 'Metadata', Subtype: 'XML' });
    stream.compress = false; // so that others find it
    stream.end(Buffer.from(description(title, date)));
    insides._root.data.Metadata = stream;
  };
}

function description(title: string, date: Date): string {
  const when = `${date.toISOString().slice(0, 19)}Z`;
  const id = createHash('sha256').update(`${title}\0${when}`).digest('hex').slice(0, 32);
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${when}</xmp:CreateDate>
<xmp:ModifyDate>${when}</xmp:ModifyDate>
<xmp:MetadataDate>${when}</xmp:MetadataDate>
<xmp:CreatorTool>Tesserae</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:${id}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>Tesserae</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>${VERSION}</pdfxid:GTS_PDFXVersion>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

function escaped(text: string): string {
  // XML has no room for control characters
  const plain = text.replaceAll(/\p{Cc}/gu, ' ');
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
