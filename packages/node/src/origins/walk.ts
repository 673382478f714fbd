/**
 * Finds the files below folders. Folders are entered once each by their real path, so links cannot lead in circles or
 * out of what the user gave; pipes and devices are named, never opened.
 */

import type { BigIntStats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { type ErrorCode, MosaicError, throwIfAborted } from '@tesserae/core/errors';
import { type BytePath, baseName, bytePath, folderOf, pathBytes, pathFromBytes } from '../files/byte-path.js';
import { globTests } from './glob.js';
import { type IgnoreMatcher, ignoreMatcher } from './ignore/ignore-files.js';
import { isPictureName } from './picture-names.js';
import { realPaths, realRoot, VISITS } from './resolve-roots.js';
import { type Roots, rootsOf } from './roots.js';
import { isZipName, listZipFiles } from './zip/list-files.js';

/** A regular file as of the last look. */
export interface FoundFile {
  readonly path: BytePath;
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, nanoseconds. */
  readonly mtimeNs: bigint;
}

/** What lies below some folders. */
export interface Walk {
  /** Real paths of what was asked for. */
  readonly roots: readonly BytePath[];
  /** Ascending by path. */
  readonly files: readonly FoundFile[];
  /** Pictures by name that are pipes or devices, and folders that cannot be read. */
  readonly refused: readonly { readonly path: BytePath; readonly code: ErrorCode; readonly detail: string }[];
  /** Links that lead nowhere or out of the roots, files that are not complete, and special files without a picture's name. */
  readonly skipped: number;
  /** Files and folders that a rule of the user's leaves out. What is in such a folder is not counted. */
  readonly ignored: number;
}

/** What `walk` takes besides its input. */
export interface WalkOptions {
  readonly signal?: AbortSignal;
  /** Files, folders and patterns to leave out: see `globTests`. What is asked for within one of them is taken. */
  readonly ignore?: readonly string[];
  /**
   * Bytes of further paths, from a list. One that is not there is refused. Rules and junk hold for them: a list names
   * what was found, not what is meant.
   */
  readonly listed?: readonly Uint8Array[];
}

/**
 * Walks files and folders. A path given here may itself be a link; below it a link is followed only to what lies
 * below one of the given paths. Of a zip archive that is given, what is packed in it is found.
 *
 * @throws MosaicError `not-found` if a given path does not exist, `unreadable` if it may not be looked at, or a file of
 *   rules cannot be read
 */
export async function walk(paths: readonly string[], options: WalkOptions = {}): Promise<Walk> {
  const { signal, ignore = [], listed = [] } = options;
  const named = await Promise.all(paths.map(realRoot));
  const { real, missing } = await realPaths(listed, signal);
  const roots = [...named, ...real];
  const below = rootsOf(roots);
  const told = toldToLeaveOut(below, ignore);
  const state: WalkState = {
    signal,
    roots: below,
    ignoring: ignoreMatcher(told),
    files: new Map(),
    refused: missing.map((path) => ({ path, code: 'not-found', detail: 'is in the list, but not there.' })),
    skipped: 0,
    ignored: named.filter(told).length,
    entered: new Set(),
    waiting: named.filter((root) => !told(root)),
  };
  for (const path of new Set(real)) await begin(state, path);

  for (let path = state.waiting.pop(); path !== undefined; path = state.waiting.pop()) {
    throwIfAborted(signal);
    await visit(state, path);
  }
  const files = [...state.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { roots, files, refused: state.refused, skipped: state.skipped, ignored: state.ignored };
}

/**
 * Whether a path fits one of the globs. What fits "anywhere" is sought from the root on; and who names a folder within
 * what is left out means it.
 */
function toldToLeaveOut(below: Roots, globs: readonly string[]): (path: BytePath) => boolean {
  const tests = globs.map(globTests);
  return (path) => {
    const above = folderOf(below.above(path) ?? path);
    const fromRoot = above === '/' ? path : path.slice(above.length);
    return tests.some(
      ([fromHere, anywhere]) => (fromHere(path) && !fromHere(above)) || (anywhere?.(fromRoot) ?? false),
    );
  };
}

/** A path of a list: rules for it, and for the folders above it, hold. */
async function begin(state: WalkState, path: BytePath): Promise<void> {
  const isFolder = (await look(path))?.isDirectory() ?? false;
  if (await isLeftOutAbove(state, path)) state.ignored++;
  else if (!(await isLeftOut(state, path, isFolder))) state.waiting.push(path);
}

interface WalkState {
  readonly signal: AbortSignal | undefined;
  readonly roots: Roots;
  readonly ignoring: IgnoreMatcher;
  readonly files: Map<BytePath, FoundFile>;
  readonly refused: { path: BytePath; code: ErrorCode; detail: string }[];
  skipped: number;
  ignored: number;
  readonly entered: Set<BytePath>;
  readonly waiting: BytePath[];
}

async function visit(state: WalkState, path: BytePath): Promise<void> {
  const stat = await look(path);
  if (stat === undefined) return;
  if (stat.isDirectory()) await enter(state, path);
  else if (stat.isSymbolicLink()) await follow(state, path);
  else if (stat.isFile() && isZipName(path) && state.roots.above(path) === path) await openArchive(state, path);
  else if (stat.isFile()) state.files.set(path, { path, size: Number(stat.size), mtimeNs: stat.mtimeNs });
  else if (isPictureName(path)) {
    state.refused.push({ path, code: 'special-file', detail: 'is a pipe, a socket or a device, not a regular file.' });
  } else state.skipped++;
}

/** An archive that was asked for; below a folder they are files like others. */
async function openArchive(state: WalkState, path: BytePath): Promise<void> {
  if (state.entered.has(path)) return;
  state.entered.add(path);
  const isOut = (member: BytePath, isFolder: boolean): Promise<boolean> => isLeftOut(state, member, isFolder);
  const { files, refused, skipped } = await listZipFiles(path, isOut, state.signal);
  for (const file of files) state.files.set(file.path, file);
  state.refused.push(...refused);
  state.skipped += skipped;
}

/** What a path is, without following a link; undefined when it is gone by now. */
async function look(path: BytePath): Promise<BigIntStats | undefined> {
  try {
    return await lstat(pathBytes(path), { bigint: true });
  } catch {
    return undefined;
  }
}

async function enter(state: WalkState, folder: BytePath): Promise<void> {
  if (state.entered.has(folder)) return;
  state.entered.add(folder);

  let names: Buffer[];
  try {
    names = await readdir(pathBytes(folder), { encoding: 'buffer' });
  } catch {
    state.refused.push({ path: folder, code: 'unreadable', detail: 'is a folder that cannot be read.' });
    return;
  }
  const start = folder === bytePath('/') ? folder : `${folder}/`;
  const paths = names.map(pathFromBytes);
  for (let i = 0; i < paths.length; i += VISITS) {
    await Promise.all(paths.slice(i, i + VISITS).map((name) => visitEntry(state, start + name)));
  }
}

/** Folders wait for their turn, so that depth does not become recursion. */
async function visitEntry(state: WalkState, path: BytePath): Promise<void> {
  const stat = await look(path);
  if (stat === undefined || (await isLeftOut(state, path, stat.isDirectory()))) return;
  if (stat.isDirectory()) state.waiting.push(path);
  else if (stat.isFile()) state.files.set(path, { path, size: Number(stat.size), mtimeNs: stat.mtimeNs });
  else await visit(state, path);
}

async function isLeftOut(state: WalkState, path: BytePath, isFolder: boolean): Promise<boolean> {
  const leftOut = await state.ignoring.reasonFor(path, isFolder);
  if (leftOut === 'rule') state.ignored++;
  if (leftOut === 'unfinished') state.skipped++;
  return leftOut !== undefined;
}

async function follow(state: WalkState, link: BytePath): Promise<void> {
  try {
    const real = pathFromBytes(await realpath(pathBytes(link), { encoding: 'buffer' }));
    const root = state.roots.above(real);
    if (root !== undefined && !(await isHidden(state, real, root))) {
      state.waiting.push(real);
      return;
    }
  } catch (error) {
    if (error instanceof MosaicError) throw error;
    // it leads nowhere, or in a circle
  }
  state.skipped++;
}

/** Whether a link would get round the rules: what it leads to, or a folder above that, is left out. */
async function isHidden(state: WalkState, real: BytePath, root: BytePath): Promise<boolean> {
  if (real === root) return false;
  const isFolder = (await look(real))?.isDirectory() ?? false;
  return (await state.ignoring.reasonFor(real, isFolder)) !== undefined || (await isLeftOutAbove(state, real, root));
}

/** Whether a folder above a path, and below `root`, is left out. That one is merely hidden does not count. */
async function isLeftOutAbove(state: WalkState, path: BytePath, root: BytePath = '/'): Promise<boolean> {
  for (let folder = folderOf(path); folder !== root && folder !== '/'; folder = folderOf(folder)) {
    const leftOut = await state.ignoring.reasonFor(folder, true);
    if (leftOut === 'rule' || (leftOut === 'junk' && !baseName(folder).startsWith('.'))) return true;
  }
  return false;
}
