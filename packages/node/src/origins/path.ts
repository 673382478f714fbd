/**
 * Paths as names: what is known of folders, roots and slashes is here. A path is absolute, and slashes part its levels, on Windows
 * as elsewhere (`C:/Users/me`, `//server/share/photos`): Windows takes them, too. What the system and the user say goes through
 * `slashed` first. On other systems a backslash is a letter like others.
 */

import { resolve } from 'node:path';
import { type ByteName, byteName } from './byte-name.js';

/** A path, or a pattern of paths, of the system with slashes. */
export function slashed(path: ByteName, platform: NodeJS.Platform = process.platform): ByteName {
  if (platform !== 'win32') return path;
  // `\\?\` says that no more is to be done to a path; `\\?\UNC\` begins that of a server
  return path
    .replace(/^\\\\\?\\UNC\\/i, '\\\\')
    .replace(/^\\\\\?\\/, '')
    .replaceAll('\\', '/');
}

/** The absolute path that a name is, seen from the working directory. Nothing needs to be there. */
export function absolutePath(name: ByteName): ByteName {
  return slashed(resolve(byteName(process.cwd()), name));
}

/** The root of the disk that a path lies on: `/`, `C:/`, `//server/share/`; empty for what is no path, as keys of other origins. */
export function rootOf(path: ByteName): ByteName {
  return /^(?:[A-Za-z]:\/|\/\/[^/]+\/[^/]+(?:\/|$)|\/)/.exec(path)?.[0] ?? '';
}

/** The folder that a path lies in. A root lies in itself, and so does a name without slashes. */
export function folderOf(path: ByteName): ByteName {
  const root = rootOf(path);
  const end = path.lastIndexOf('/');
  if (end < root.length) return root === '' ? path : root;
  return path.slice(0, end);
}

/** The folders that a path lies in, the nearest first, and the root last. A root lies in none. */
export function* foldersAbove(path: ByteName): Generator<ByteName, void, void> {
  for (let at = path, above = folderOf(at); above !== at; above = folderOf(at)) {
    yield above;
    at = above;
  }
}

/** The last level of a path. */
export function baseName(path: ByteName): ByteName {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What the paths of all things in a folder begin with. */
export function insideOf(folder: ByteName): ByteName {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

/** Whether a path is a folder or lies in it. Neither has a slash at the end, but for a root. */
export function liesBelow(path: ByteName, folder: ByteName): boolean {
  return path === folder || path.startsWith(insideOf(folder));
}
