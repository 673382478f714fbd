/** ICC profiles as files: what they are for, as far as their header and their table of tags say. */

import { MosaicError } from '@tesserae/core';
import { ICC_HEADER, iccName, iccTags } from '../../codecs/colours/icc.js';

/** A profile. */
export interface Profile {
  /** The file's bytes. */
  readonly bytes: Uint8Array;
  /** How many colours it has. */
  readonly components: 1 | 3 | 4;
  /** What it calls itself. */
  readonly name: string;
}

/** Classes of profiles that describe a device or a space which can be printed to. */
const CLASSES = ['prtr', 'mntr', 'spac', 'scnr'];

const COMPONENTS: Readonly<Record<string, Profile['components']>> = { GRAY: 1, 'RGB ': 3, CMYK: 4 };

/** Ways to come from colours to a device's: tags of which all must be there. Tables are for any device. */
const TABLES = ['B2A0'];
const WAYS: Readonly<Record<Profile['components'], readonly (readonly string[])[]>> = {
  1: [['kTRC'], TABLES],
  3: [['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'], TABLES],
  4: [TABLES],
};

/** Signature and type: nothing that a tag says is shorter. */
const LEAST_TAG = 8;

/**
 * Reads an ICC profile as far as it can be told whether somebody can print with it: its header, its table of tags, and that those
 * are there which lead from colours to the device.
 *
 * Source: ICC.1:2022 (profile version 4.4), sections 7.2, 7.3, 8 and 10.
 *
 * @param path   what errors begin with
 * @param bytes  the file's
 * @throws MosaicError `usage` for what is no profile, or none to print to
 */
export function readProfile(path: string, bytes: Uint8Array): Profile {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): string => view.toString('latin1', at, at + 4);
  if (view.length < ICC_HEADER + 4 || word(36) !== 'acsp') {
    throw wrong(path, 'an ICC profile (.icc or .icm)', view.length === 0 ? 'an empty file' : 'something else');
  }
  const tags = iccTags(view);
  if (tags === undefined) throw wrong(path, 'a whole ICC profile', 'one that is cut off or damaged');
  const components = COMPONENTS[word(16)];
  if (components === undefined || !CLASSES.includes(word(12))) {
    const received = `one of class "${plain(word(12))}" for "${plain(word(16)).trim()}"`;
    throw wrong(path, 'an ICC profile of a printer or another device in grey, RGB or CMYK', received);
  }
  const has = (name: string): boolean => (tags.get(name)?.length ?? 0) >= LEAST_TAG;
  if (!has('wtpt') || !WAYS[components].some((way) => way.every(has))) {
    const needed = WAYS[components].map((way) => way.join(' ')).join(', or ');
    const received = tags.size === 0 ? 'one without any' : `one with ${plain([...tags.keys()].join(' '))}`;
    throw wrong(path, `an ICC profile with the tags wtpt and ${needed}`, received);
  }
  return { bytes, components, name: plain(iccName(tags)) };
}

function wrong(path: string, expected: string, received: string): MosaicError {
  return new MosaicError('usage', {
    file: path,
    subject: 'icc',
    expected,
    received,
    waysOut: [{ do: 'ask-print-shop' }, { omit: 'icc' }],
  });
}

/** Printable ASCII: it stands in the PDF. */
function plain(text: string): string {
  return text.replaceAll(/[^ -~]/g, '').slice(0, 100);
}
