/** ICC profiles as files: what they are for, as far as their header says. */

import { MosaicError } from '@tesserae/core';

/** A profile. */
export interface Profile {
  /** The file's bytes. */
  readonly bytes: Uint8Array;
  /** How many colours it has. */
  readonly components: 1 | 3 | 4;
  /** What it calls itself. */
  readonly name: string;
}

const HEADER = 128;

/** Classes of profiles that describe a device or a space which can be printed to. */
const CLASSES = ['prtr', 'mntr', 'spac', 'scnr'];

const COMPONENTS: Readonly<Record<string, Profile['components']>> = { GRAY: 1, 'RGB ': 3, CMYK: 4 };

/**
 * Reads the header of an ICC profile.
 *
 * Source: ICC.1:2022 (profile version 4.4), sections 7.2 and 10.
 *
 * @param path   what errors begin with
 * @param bytes  the file's
 * @throws MosaicError `usage` for what is no profile, or none to print to
 */
export function readProfile(path: string, bytes: Uint8Array): Profile {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): string => view.toString('latin1', at, at + 4);
  if (view.length < HEADER + 4 || word(36) !== 'acsp' || view.readUInt32BE(0) > view.length) {
    throw wrong(path, 'an ICC profile (.icc or .icm)', view.length === 0 ? 'an empty file' : 'something else');
  }
  const components = COMPONENTS[word(16)];
  if (components === undefined || !CLASSES.includes(word(12))) {
    const received = `one of class "${word(12)}" for "${word(16).trim()}"`;
    throw wrong(path, 'an ICC profile of a printer or another device in grey, RGB or CMYK', received);
  }
  return { bytes, components, name: descriptionOf(view) };
}

function wrong(path: string, expected: string, received: string): MosaicError {
  return new MosaicError(
    'usage',
    `icc: ${path}: expected ${expected}, received ${received}. Ask the print shop for its profile, or leave --icc out.`,
  );
}

/** The text of the tag `desc`, in ASCII; empty if there is none that can be read. */
function descriptionOf(view: Buffer): string {
  const count = Math.min(view.readUInt32BE(HEADER), Math.floor((view.length - HEADER - 4) / 12));
  for (let i = 0; i < count; i++) {
    const entry = HEADER + 4 + i * 12;
    if (view.toString('latin1', entry, entry + 4) !== 'desc') continue;
    const at = view.readUInt32BE(entry + 4);
    const length = view.readUInt32BE(entry + 8);
    return at + length <= view.length ? textOf(view.subarray(at, at + length)) : '';
  }
  return '';
}

/** The first text of a `desc` (version 2) or `mluc` (version 4) tag. */
function textOf(tag: Buffer): string {
  const kind = tag.toString('latin1', 0, 4);
  if (kind === 'desc' && tag.length >= 12) return plain(tag.toString('latin1', 12, 12 + tag.readUInt32BE(8)));
  if (kind !== 'mluc' || tag.length < 28 || tag.readUInt32BE(8) === 0) return '';
  const [length, at] = [tag.readUInt32BE(20), tag.readUInt32BE(24)];
  const text = Buffer.from(tag.subarray(at, at + (length & ~1)));
  return plain(text.swap16().toString('utf16le'));
}

/** Printable ASCII: it stands in the PDF. */
function plain(text: string): string {
  return text.replaceAll(/[^ -~]/g, '').slice(0, 100);
}
