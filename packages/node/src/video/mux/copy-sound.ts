/** The sound of a film before it is in the film: in a file of its own, beside it. */

import type { Output } from '../../files/output.js';

/**
 * Writes the sound of a film, in the container of the film, into a file.
 *
 * @returns whether there is any that the container can hold
 */
export type CopySound = (path: string, container: 'mp4' | 'webm') => Promise<boolean>;

/** Has the sound written beside a film that is on its way. @returns its path; undefined if there is none */
export async function soundBeside(
  { part }: Output,
  copy: CopySound,
  container: 'mp4' | 'webm',
): Promise<string | undefined> {
  const path = `${part}-sound`;
  return (await copy(path, container)) ? path : undefined;
}
