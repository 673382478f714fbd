/**
 * Paths as bytes. A file name on Linux is any bytes but `/` and NUL; read as UTF-8 and written back, one that is not
 * UTF-8 becomes another name. So inside this package a path is a string of one character a byte (Latin-1): it can be
 * compared, sorted and used as a key, and no byte is lost. Only what a person sees is turned into text.
 */

/** A path of one character (U+0000 … U+00FF) a byte. */
export type BytePath = string;

/** The path that a text names, UTF-8 being what the user types. */
export function bytePath(text: string): BytePath {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The path that bytes from the file system or the library name. */
export function pathFromBytes(bytes: Uint8Array): BytePath {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The bytes of a path, for the file system. */
export function pathBytes(path: BytePath): Buffer {
  return Buffer.from(path, 'latin1');
}

/** What a person is shown: the path as UTF-8, with U+FFFD where it is none. */
export function displayPath(path: BytePath): string {
  return pathBytes(path).toString('utf8');
}

/** Whether the shown path names the file: false for one that is not UTF-8. */
export function isText(path: BytePath): boolean {
  return bytePath(displayPath(path)) === path;
}

/** The last part of a path. */
export function baseName(path: BytePath): BytePath {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether `path` is `folder` or lies in it. Both absolute, without a slash at the end but for the root itself. */
export function liesBelow(path: BytePath, folder: BytePath): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The folder that an absolute path lies in; the root lies in itself. */
export function folderOf(path: BytePath): BytePath {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}
