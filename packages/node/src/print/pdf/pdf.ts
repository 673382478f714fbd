/** A PDF on its way to the disk: the same bytes each time, and nothing in it but what is drawn. All lengths here are points. */

import PDFDocument from 'pdfkit';
import { srgbProfile } from '../../codecs/colours/rgb-profile.js';
import type { Output } from '../../files/output.js';
import { fontPath } from '../../text/font.js';
import type { Profile } from './icc.js';
import { type PdfInternals, pdfInternals, type Reference } from './internals.js';
import { claimPdfX, isPress } from './pdf-x.js';

/** A document with its colours and fonts. */
export interface Pdf {
  readonly document: PDFKit.PDFDocument;
  /** The colour space of all pictures: sRGB. */
  readonly space: Reference;
  /** Writes what there is so far: pdfkit keeps it until it is asked. */
  flush(): Promise<void>;
  /** Ends the document. */
  end(): Promise<void>;
}

/** What a document is. */
export interface PdfOptions {
  readonly title: string;
  /** What it is to be printed on, if that is known. */
  readonly intent: Profile | undefined;
  /** A font for names, instead of the one that is in the package. */
  readonly font: Uint8Array | undefined;
}

/** Names under which the fonts are registered: of names, of text, and of headings. */
export const FONTS = { name: 'name', text: 'text', heading: 'heading' } as const;

/** The registration colour: it is on every plate, so marks are seen whatever the inks. */
export const ALL_INKS = 'All';

/** Begins a document. */
export function beginPdf(output: Output, { title, intent, font }: PdfOptions): Pdf {
  const date = sourceDate();
  const document = new PDFDocument({
    pdfVersion: '1.6',
    autoFirstPage: false,
    lang: 'en',
    // its identifier is made of these; without a date it is a fixed one, and not said
    info: { Title: title, Producer: 'Tesserae', Creator: 'Tesserae', CreationDate: date ?? new Date(0) },
    font: '', // none that is not embedded
  });
  if (date === undefined) delete document.info.CreationDate;
  document.registerFont(FONTS.text, fontPath('regular'));
  document.registerFont(FONTS.heading, fontPath('semibold'));
  document.registerFont(FONTS.name, font ?? fontPath('semibold'));
  const insides = pdfInternals(document);
  insides.endMetadata = () => undefined; // no other output than a PDF/X has XMP; what is known stands in `info`
  insides.addSpotColor(ALL_INKS, 100, 100, 100, 100);
  const space = insides.ref(['ICCBased', profileStream(insides, { bytes: srgbProfile(), components: 3 })]);
  space.end();
  if (intent) addIntent(insides, intent);
  if (intent && isPress(intent) && date !== undefined) claimPdfX(document, { title, date, space });

  const flush = async (): Promise<void> => {
    for (let bytes = document.read(); bytes !== null; bytes = document.read()) await output.write(bytes);
  };
  return {
    document,
    space,
    flush,
    end: async () => {
      document.end();
      await flush();
    },
  };
}

/** The time that the surroundings want to be written, if they do. Source: https://reproducible-builds.org/specs/source-date-epoch/. */
function sourceDate(): Date | undefined {
  const { SOURCE_DATE_EPOCH: seconds } = process.env;
  return seconds !== undefined && /^\d{1,11}$/.test(seconds) ? new Date(Number(seconds) * 1000) : undefined;
}

function profileStream(
  document: PdfInternals,
  { bytes, components }: Pick<Profile, 'bytes' | 'components'>,
): Reference {
  const stream = document.ref({ N: components });
  stream.end(bytes);
  return stream;
}

/** Says what the document is meant to be printed on. Source: ISO 32000-1, section 14.11.5. */
function addIntent(document: PdfInternals, profile: Profile): void {
  const name = new String(profile.name === '' ? 'Custom' : profile.name); // pdfkit takes a plain string for a name
  const intent = document.ref({
    ...{ Type: 'OutputIntent', S: 'GTS_PDFX', OutputConditionIdentifier: name, Info: name },
    DestOutputProfile: profileStream(document, profile),
  });
  intent.end();
  document._root.data.OutputIntents = [intent];
}
