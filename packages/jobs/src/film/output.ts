/** The output of a film: a file, or a folder with a file a frame. */

import { stat } from 'node:fs/promises';
import { isFrameFolder } from '@tesserae/node/internal';

/** The file, for checks of files; undefined for a folder, which its format checks. */
export function filmFile(output: string | undefined): string | undefined {
  return output === undefined || isFrameFolder(output) ? undefined : output;
}

/** Bytes of the file; null for a folder, whose files are not counted together. */
export async function filmBytes(output: string): Promise<number | null> {
  return isFrameFolder(output) ? null : (await stat(output)).size;
}
