/** Looking into a file: what it is, and whether and why it would be refused. */

import { iccName, iccTags } from '../../codecs/colours/icc.js';
import { sniff } from '../../codecs/sniff.js';
import { readOriginal, type Source } from '../../origins/source.js';
import type { RequestMemory } from '../process/serve.js';
import { decodeOpened } from './decode-photo.js';
import { readHeader } from './header.js';
import { type Opened, openFile } from './open.js';

/** What is seen in a file. */
export interface InspectedPicture {
  /** `repaired`: the file is irregular; what could be read of it is used. */
  readonly state: 'usable' | 'repaired' | 'refused';
  /** Why it is refused: a code of the one list, and a phrase. */
  readonly code?: string;
  readonly detail?: string;
  /** As people call it: `JPEG`; undefined for what is no picture. */
  readonly format?: string;
  /** What the header says, where one can be read. */
  readonly header?: PictureHeader;
}

/** What a picture's header says. */
export interface PictureHeader {
  /** Pixels as stored, and as shown once turned upright. */
  readonly stored: { readonly width: number; readonly height: number };
  readonly upright: { readonly width: number; readonly height: number };
  /** EXIF orientation, 1 … 8. */
  readonly orientation: number;
  /** Such as `srgb`, `cmyk`, `b-w`. */
  readonly space: string;
  /** Bits of a sample. */
  readonly bits: number;
  readonly alpha: boolean;
  /** Frames or pages; the first one is used. */
  readonly frames: number;
  /** Name of the colour profile. */
  readonly profile?: string;
}

/**
 * Looks into a file. Never throws for what the file holds.
 *
 * @throws MosaicError as `OpenKey` does
 */
export async function inspect(source: Source, allow: RequestMemory): Promise<InspectedPicture> {
  const bytes = await readOriginal(source);
  const opened = await openFile(bytes, allow);
  if ('code' in opened) {
    const { code, detail } = opened;
    return { state: 'refused', code, detail, format: sniff(bytes)?.name };
  }
  const photo = await decodeOpened({ ...opened, file: bytes }, allow);
  const { state } = photo;
  const refusal = photo.state === 'refused' ? { code: photo.code, detail: photo.detail } : {};
  return { state, ...refusal, format: opened.kind.name, header: await pictureHeader(opened) };
}

async function pictureHeader({ bytes, header }: Opened): Promise<PictureHeader | undefined> {
  try {
    const metadata = header ?? (await readHeader(bytes, false)).metadata;
    const { depth, icc, autoOrient } = metadata;
    return {
      stored: { width: metadata.width, height: metadata.height },
      upright: { width: autoOrient.width, height: autoOrient.height },
      orientation: metadata.orientation ?? 1,
      space: metadata.space,
      bits: metadata.bitsPerSample ?? BITS[depth] ?? 8,
      alpha: metadata.hasAlpha,
      frames: metadata.pages ?? 1,
      profile: (icc && iccName(iccTags(icc))) || undefined,
    };
  } catch {
    return undefined;
  }
}

const BITS: Readonly<Record<string, number>> = {
  uchar: 8,
  char: 8,
  ushort: 16,
  short: 16,
  uint: 32,
  int: 32,
  float: 32,
  double: 64,
};
