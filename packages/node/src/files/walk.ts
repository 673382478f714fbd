/**
 * Finds the files below folders. Folders are entered once each by their real path, so links cannot lead in circles or
 * out of what the user gave; pipes and devices are named, never opened.
 */

import type { BigIntStats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { type ErrorCode, MosaicError, throwIfAborted } from '@tesserae/core';
import { isPictureName } from '../decode/suffixes.js';
import { isJunk } from './junk.js';
import { type BytePath, baseName, bytePath, liesBelow, pathBytes, pathFromBytes } from './names.js';
import { errnoOf } from './read.js';

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
  /** Links that lead nowhere or out of the roots, and special files that no picture's name has. */
  readonly skipped: number;
}

/**
 * Walks files and folders. A path given here may itself be a link; below it a link is followed only to what lies
 * below one of the given paths.
 *
 * @throws MosaicError `not-found` if a given path does not exist, `unreadable` if it may not be looked at
 */
export async function walk(paths: readonly string[], signal?: AbortSignal): Promise<Walk> {
  const roots = await Promise.all(paths.map(realRoot));
  const state: WalkState = {
    roots,
    files: new Map(),
    refused: [],
    skipped: 0,
    entered: new Set(),
    waiting: [...roots],
  };

  for (let path = state.waiting.pop(); path !== undefined; path = state.waiting.pop()) {
    throwIfAborted(signal);
    await visit(state, path);
  }
  const files = [...state.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { roots, files, refused: state.refused, skipped: state.skipped };
}

/** The real path of something the user named. */
export async function realRoot(path: string): Promise<BytePath> {
  try {
    return pathFromBytes(await realpath(path, { encoding: 'buffer' }));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error))) {
      throw new MosaicError('not-found', `${path}: no such file or folder.`, error);
    }
    throw new MosaicError('unreadable', `${path}: cannot be looked at; is permission missing?`, error);
  }
}

interface WalkState {
  readonly roots: readonly BytePath[];
  readonly files: Map<BytePath, FoundFile>;
  readonly refused: { path: BytePath; code: ErrorCode; detail: string }[];
  skipped: number;
  readonly entered: Set<BytePath>;
  readonly waiting: BytePath[];
}

async function visit(state: WalkState, path: BytePath): Promise<void> {
  const stat = await look(path);
  if (stat === undefined) return;
  if (stat.isDirectory()) await enter(state, path);
  else if (stat.isSymbolicLink()) await follow(state, path);
  else if (stat.isFile()) state.files.set(path, { path, size: Number(stat.size), mtimeNs: stat.mtimeNs });
  else if (isPictureName(path)) {
    state.refused.push({ path, code: 'special-file', detail: 'is a pipe, a socket or a device, not a regular file.' });
  } else state.skipped++;
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
  const paths = names.map(pathFromBytes).filter((name) => !isJunk(name));
  const visits = 64; // looks under way at a time: the disk's latency, not the processor, is what takes time here
  for (let i = 0; i < paths.length; i += visits) {
    await Promise.all(paths.slice(i, i + visits).map((name) => visitEntry(state, start + name)));
  }
}

/** Folders wait for their turn, so that depth does not become recursion. */
async function visitEntry(state: WalkState, path: BytePath): Promise<void> {
  const stat = await look(path);
  if (stat?.isDirectory()) state.waiting.push(path);
  else if (stat?.isFile()) state.files.set(path, { path, size: Number(stat.size), mtimeNs: stat.mtimeNs });
  else if (stat !== undefined) await visit(state, path);
}

async function follow(state: WalkState, link: BytePath): Promise<void> {
  try {
    const real = pathFromBytes(await realpath(pathBytes(link), { encoding: 'buffer' }));
    if (state.roots.some((root) => liesBelow(real, root)) && !isJunk(baseName(real))) {
      state.waiting.push(real);
      return;
    }
  } catch {
    // it leads nowhere, or in a circle
  }
  state.skipped++;
}
