/** The colour profile that a picture is asked to have. */

import { MosaicError } from '@tesserae/core';
import { type PictureProfile, readProfile } from '@tesserae/node/internal';
import { MOST_BYTES, readInput } from '../files/read-input.js';

/**
 * Reads the profile of a picture; undefined if none is asked for.
 *
 * @throws MosaicError `usage` if it is no profile of RGB, and what reading throws
 */
export async function pictureProfile(icc: string | undefined): Promise<PictureProfile | undefined> {
  if (icc === undefined) return undefined;
  const { bytes, components } = readProfile(
    icc,
    await readInput({ file: icc, subject: 'icc', most: MOST_BYTES.profile }),
  );
  if (components === 3) return { bytes, path: icc };
  throw new MosaicError('usage', {
    ...{ file: icc, subject: 'icc', expected: 'an ICC profile of RGB, as pictures have them' },
    received: components === 4 ? 'one of CMYK' : 'one of grey',
    waysOut: [{ use: 'a PDF, which can name any' }, { omit: 'icc' }],
  });
}
