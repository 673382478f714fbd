/** The sound of a film before it is in the film: in a file of its own, beside it. */

import type { Output } from '../../files/output.js';

/** What containers hold, by the names of ffmpeg. */
export const HELD = { mp4: ['aac', 'mp3', 'opus'], webm: ['opus', 'vorbis'] } as const;

/** A container that holds sound. */
export type Container = keyof typeof HELD;

/** Arguments of ffmpeg: where and when something was recorded is nobody's business. */
export const ANONYMOUSLY: readonly string[] = [
  ...['-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-fflags', '+bitexact', '-flags', '+bitexact'],
];

/**
 * Writes the sound of a film, in the container of the film, into a file.
 *
 * @returns whether there is any that the container can hold
 */
export type CopySound = (path: string, container: Container) => Promise<boolean>;

/** Has the sound written beside a film that is on its way. @returns its path; undefined if there is none */
export async function soundBeside(
  { part }: Output,
  copy: CopySound,
  container: Container,
): Promise<string | undefined> {
  const path = `${part}-sound`;
  return (await copy(path, container)) ? path : undefined;
}
