/**
 * Files on the disk: those below folders, single ones, those in a list, and what is packed in archives that are asked for.
 * Folders are entered once each by their real path, so links cannot lead in circles or out of what the user gave; pipes and
 * devices are named, never opened.
 */

import type { BigIntStats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { type ErrorCode, MosaicError, throwIfAborted, withFields } from '@tesserae/core/errors';
import { errnoOf } from '../files/errno.js';
import { type ByteName, displayName, nameBytes, nameFromBytes } from './byte-name.js';
import { globTests } from './glob.js';
import { type IgnoreMatcher, ignoreMatcher } from './ignore/ignore-files.js';
import { pathNow, realPath, realPaths, spelledAsThere, VISITS, whereItLeads } from './named-paths.js';
import { openFile, SPECIAL, writtenAt } from './open-file.js';
import type { Asked, Listed, Origin } from './origin.js';
import { baseName, folderOf, foldersAbove, insideOf, rootOf } from './path.js';
import { isPictureName } from './picture-names.js';
import { type RootAbove, rootsOf } from './roots.js';
import { isZipName, listZip } from './zip/zips.js';

/** Files on the disk. A key is an absolute path without links. */
export const FILES: Origin = {
  name: 'file',
  open: openFile,
  nameOf: (key) => key,
  writtenAt,
  finder: {
    claims: () => true,
    isThere,
    list: listFiles,
    within(names) {
      const rootAbove = rootsOf(names.map(pathNow));
      return (key) => rootAbove(key) !== undefined;
    },
  },
};

/**
 * Walks files and folders. A path that is asked for may itself be a link; below it a link is followed only to what lies below
 * one of those paths.
 */
async function* listFiles({ names, listed, ignore, signal }: Asked): AsyncGenerator<Listed, void, void> {
  const named = await Promise.all(names.map(realRoot));
  const { real, missing } = await realPaths(listed, signal);
  const rootAbove = rootsOf([...named, ...real]);
  const told = toldToLeaveOut(rootAbove, ignore);
  const walk: Walk = {
    signal,
    named: new Set(named),
    rootAbove,
    ignoring: ignoreMatcher(told, signal),
    met: [],
    entered: new Set(),
    waiting: [],
  };
  for (const path of missing) refuse(walk, path, ['not-found', 'not there, though it is in the list']);
  for (const path of named) {
    if (told(path)) walk.met.push({ kind: 'ignored' });
    else walk.waiting.push(path);
  }
  for (const path of new Set(real)) await begin(walk, path);

  for (;;) {
    for (const each of walk.met) yield each;
    walk.met.length = 0;
    const path = walk.waiting.pop();
    if (path === undefined) return;
    throwIfAborted(signal);
    await visit(walk, path);
  }
}

async function isThere(name: ByteName): Promise<boolean> {
  try {
    await stat(nameBytes(spelledAsThere(name)));
    return true;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes(errnoOf(error));
  }
}

async function realRoot(name: ByteName): Promise<ByteName> {
  return await realPath(name).catch((error) => {
    throw withFields(error, { file: displayName(name) });
  });
}

/**
 * Whether a path fits one of the globs. What fits "anywhere" is sought from the root on; and who names a folder within
 * what is left out means it.
 */
function toldToLeaveOut(rootAbove: RootAbove, globs: readonly string[]): (path: ByteName) => boolean {
  const tests = globs.map(globTests);
  return (path) => {
    const above = folderOf(rootAbove(path) ?? path);
    const fromRoot = path.slice(insideOf(above).length - 1);
    return tests.some(
      ([fromHere, anywhere]) => (fromHere(path) && !fromHere(above)) || (anywhere?.(fromRoot) ?? false),
    );
  };
}

/** A path of a list: rules for it, and for the folders above it, hold. */
async function begin(walk: Walk, path: ByteName): Promise<void> {
  const isFolder = (await look(path))?.isDirectory() ?? false;
  if (await isLeftOutAbove(walk, path)) walk.met.push({ kind: 'ignored' });
  else if (!(await isLeftOut(walk, path, isFolder))) walk.waiting.push(path);
}

interface Walk {
  readonly signal: AbortSignal | undefined;
  /** Real paths of what was asked for by name. */
  readonly named: ReadonlySet<ByteName>;
  readonly rootAbove: RootAbove;
  readonly ignoring: IgnoreMatcher;
  /** What has been met and not been told of. */
  readonly met: Listed[];
  readonly entered: Set<ByteName>;
  readonly waiting: ByteName[];
}

async function visit(walk: Walk, path: ByteName): Promise<void> {
  const stat = await look(path);
  if (stat === undefined) return;
  if (stat.isDirectory()) await enter(walk, path);
  else if (stat.isSymbolicLink()) await follow(walk, path);
  else if (stat.isFile() && isZipName(path) && walk.rootAbove(path) === path) await openArchive(walk, path);
  else if (stat.isFile()) meet(walk, path, stat);
  else if (isPictureName(path)) refuse(walk, path, ['special-file', SPECIAL]);
  else walk.met.push({ kind: 'skipped' });
}

function meet({ met, named }: Walk, key: ByteName, { mtimeNs, size }: BigIntStats): void {
  if (isPlaceholder(key)) {
    met.push({ kind: 'refused', place: { origin: 'file', key, code: 'unsupported', detail: PLACEHOLDER } });
    return;
  }
  const place = { origin: 'file', key, stamp: String(mtimeNs), size: Number(size) };
  met.push({ kind: 'place', place: named.has(key) ? { ...place, isNamed: true } : place });
}

const PLACEHOLDER = 'a photo that is still in iCloud, and not on this disk';

/** Whether a file stands for a picture that macOS has moved to iCloud: `.IMG_1.jpg.icloud`. */
function isPlaceholder(path: ByteName): boolean {
  const name = baseName(path);
  return name.startsWith('.') && name.endsWith('.icloud') && isPictureName(name.slice(1, -'.icloud'.length));
}

function refuse({ met }: Walk, key: ByteName, [code, detail]: readonly [ErrorCode, string]): void {
  met.push({ kind: 'refused', place: { origin: 'file', key, code, detail } });
}

/** An archive that was asked for; below a folder they are files like others. */
async function openArchive(walk: Walk, path: ByteName): Promise<void> {
  if (walk.entered.has(path)) return;
  walk.entered.add(path);
  const isOut = (member: ByteName, isFolder: boolean): Promise<boolean> => isLeftOut(walk, member, isFolder);
  for (const each of await listZip(path, isOut, walk.signal)) walk.met.push(each);
}

/** What a path is, without following a link; undefined when it is gone by now. */
async function look(path: ByteName): Promise<BigIntStats | undefined> {
  try {
    return await lstat(nameBytes(path), { bigint: true });
  } catch {
    return undefined;
  }
}

async function enter(walk: Walk, folder: ByteName): Promise<void> {
  if (walk.entered.has(folder)) return;
  walk.entered.add(folder);

  let names: Buffer[];
  try {
    names = await readdir(nameBytes(folder), { encoding: 'buffer' });
  } catch {
    refuse(walk, folder, ['unreadable', 'a folder that cannot be read']);
    return;
  }
  const start = insideOf(folder);
  const paths = names.map(nameFromBytes);
  for (let i = 0; i < paths.length; i += VISITS) {
    await Promise.all(paths.slice(i, i + VISITS).map((name) => visitEntry(walk, start + name)));
  }
}

/** Folders wait for their turn, so that depth does not become recursion. */
async function visitEntry(walk: Walk, path: ByteName): Promise<void> {
  const stat = await look(path);
  if (stat === undefined) return;
  // what is hidden is junk, but for these
  if (stat.isFile() && isPlaceholder(path)) return meet(walk, path, stat);
  if (await isLeftOut(walk, path, stat.isDirectory())) return;
  if (stat.isDirectory()) walk.waiting.push(path);
  else if (stat.isFile()) meet(walk, path, stat);
  else await visit(walk, path);
}

async function isLeftOut({ ignoring, met }: Walk, path: ByteName, isFolder: boolean): Promise<boolean> {
  const leftOut = await ignoring(path, isFolder);
  if (leftOut === 'rule') met.push({ kind: 'ignored' });
  if (leftOut === 'unfinished') met.push({ kind: 'skipped' });
  return leftOut !== undefined;
}

async function follow(walk: Walk, link: ByteName): Promise<void> {
  try {
    const real = await whereItLeads(link);
    const root = walk.rootAbove(real);
    if (root !== undefined && !(await isHidden(walk, real, root))) {
      walk.waiting.push(real);
      return;
    }
  } catch (error) {
    if (error instanceof MosaicError) throw error;
    // it leads nowhere, or in a circle
  }
  walk.met.push({ kind: 'skipped' });
}

/** Whether a link would get round the rules: what it leads to, or a folder above that, is left out. */
async function isHidden(walk: Walk, real: ByteName, root: ByteName): Promise<boolean> {
  if (real === root) return false;
  const isFolder = (await look(real))?.isDirectory() ?? false;
  return (await walk.ignoring(real, isFolder)) !== undefined || (await isLeftOutAbove(walk, real, root));
}

/** Whether a folder above a path, and below `root`, is left out. That one is merely hidden does not count. */
async function isLeftOutAbove(walk: Walk, path: ByteName, root: ByteName = rootOf(path)): Promise<boolean> {
  for (const folder of foldersAbove(path)) {
    if (folder === root) return false;
    const leftOut = await walk.ignoring(folder, true);
    if (leftOut === 'rule' || (leftOut === 'junk' && !baseName(folder).startsWith('.'))) return true;
  }
  return false;
}
