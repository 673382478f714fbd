/**
 * One writer at a time. Who is changing a library stands in the library itself, so that another program can say who it is
 * waiting for; a writer that died is recognised and replaced. Readers never look at this.
 */

import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { MosaicError } from '@tesserae/core';
import { type Note, throwIfAborted } from '@tesserae/core/internal';
import { birthOf, isAlive } from '../../files/process-life.js';
import { formatWallClock } from '../photo-facts.js';
import type { LibraryFile } from './file.js';

/** Whether to wait for another writer. */
export interface WriteLockOptions {
  /** Seconds to wait for another writer; 2 unless told. */
  readonly wait?: number;
  /** Told once for whom is waited. */
  readonly onWait?: (note: Note) => void;
  readonly signal?: AbortSignal;
}

/** A row of `writer`. */
interface LockHolder {
  readonly pid: number;
  /** As of `birthOf`. */
  readonly born: string;
  readonly host: string;
  /** Milliseconds since 1970: when it began, and when it last was known to live. */
  readonly since: number;
  readonly beat: number;
}

const WAIT_TIMEOUT = 2;
const POLL_INTERVAL = 200; // milliseconds
const HEARTBEAT_INTERVAL = 5_000;

/** A process of another machine that has said nothing for so long is dead, even if our clocks are a minute apart. */
const HEARTBEAT_TIMEOUT = 120_000;

/** Libraries that this process is writing to. */
const written = new Set<string>();

/**
 * Does work as the only writer of a library.
 *
 * @throws MosaicError `library-locked` if another program writes for longer than `wait`, `aborted`, and what the work throws
 */
export async function withWriteLock<T>(
  library: LibraryFile,
  options: WriteLockOptions,
  work: () => Promise<T>,
): Promise<T> {
  await begin(library, options);
  const beating = setInterval(() => quietly(() => heartbeat(library)), HEARTBEAT_INTERVAL);
  beating.unref();
  try {
    return await work();
  } finally {
    clearInterval(beating);
    written.delete(library.path);
    quietly(() => leave(library));
  }
}

async function begin(library: LibraryFile, { wait = WAIT_TIMEOUT, onWait, signal }: WriteLockOptions): Promise<void> {
  const until = performance.now() + wait * 1000;
  let said = false;
  for (;;) {
    throwIfAborted(signal);
    const other = claim(library);
    if (other === undefined) return;
    if (performance.now() >= until) throw lockedError(library.path, other);
    if (!said) onWait?.({ code: 'library-busy', values: { writer: describe(other) } });
    said = true;
    await pause(POLL_INTERVAL);
  }
}

/** Becomes the writer. @returns who is it instead, if somebody is */
function claim(library: LibraryFile): LockHolder | undefined {
  return library.transaction((prepare) => {
    const row = prepare('SELECT pid, born, host, since, beat FROM writer').get();
    // the statement names the columns of a LockHolder
    const other = row as LockHolder | undefined;
    if (other !== undefined && lives(other, library.path)) return other;
    const now = Date.now();
    const values = [process.pid, birthOf(process.pid), hostname(), now, now];
    prepare('INSERT OR REPLACE INTO writer VALUES (0, ?, ?, ?, ?, ?)').run(...values);
    written.add(library.path);
    return undefined;
  });
}

function lives({ pid, born, host, beat }: LockHolder, path: string): boolean {
  if (host !== hostname()) return Math.abs(Date.now() - beat) < HEARTBEAT_TIMEOUT;
  if (pid === process.pid && born === birthOf(pid)) return written.has(path);
  const now = birthOf(pid);
  return isAlive(pid) && (born === '' || now === '' || born === now);
}

function heartbeat(library: LibraryFile): void {
  library.run((prepare) => prepare('UPDATE writer SET beat = ? WHERE pid = ?').run(Date.now(), process.pid));
}

function leave(library: LibraryFile): void {
  library.run((prepare) => prepare('DELETE FROM writer WHERE pid = ? AND host = ?').run(process.pid, hostname()));
}

/** What could not be said in time, or at the end, the next writer finds out by itself. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // the disk is full, or the library closed
  }
}

function lockedError(path: string, writer: LockHolder): MosaicError {
  const facts = { file: path, expected: 'no other writer', received: describe(writer) };
  return new MosaicError('library-locked', {
    ...facts,
    waysOut: [{ give: 'wait', as: '10m' }, { use: 'another library' }],
  });
}

function describe({ pid, host, since }: LockHolder): string {
  const time = formatWallClock(since / 1000).replace('T', ' ');
  return `process ${pid} on ${host}, since ${time} UTC`;
}
