/** A list of paths, as `find` prints it. Names are bytes: one that is not UTF-8 is found all the same. */

/**
 * The paths in a list, in its order; empty ones are left out.
 *
 * @param list  one path a line (with or without a carriage return), or each ended by a NUL as `find -print0` does
 * @returns bytes of each path
 */
export function pathsInList(list: Uint8Array, ending: 'line' | 'nul'): Uint8Array[] {
  const text = Buffer.from(list.buffer, list.byteOffset, list.byteLength).toString('latin1');
  const paths = ending === 'nul' ? text.split('\0') : text.split(/\r?\n/);
  return paths.filter((path) => path !== '').map((path) => new Uint8Array(Buffer.from(path, 'latin1')));
}
