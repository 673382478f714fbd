/** Opening and closing a library. The header is read first: a file that is not ours is never opened as a database. */

import { closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { MosaicError } from '@tesserae/core';
import type { ByteName } from '../../origins/byte-name.js';
import { SPECIAL } from '../../origins/open-file.js';
import type { Address, Origin } from '../../origins/origin.js';
import { ORIGINS, originNamed } from '../../origins/origins.js';
import { checkSchema } from './check-schema.js';
import { defaultLibraryPath } from './default-path.js';
import { removeLibrary } from './discard.js';
import { databaseError, resultCode } from './error.js';
import { APPLICATION_ID, LIBRARY_FORMAT, SCHEMA, STAMP } from './schema.js';

/** How a library is opened. */
export interface OpenOptions {
  /** Whether to make the library, and folders it lies in, if there is none. */
  readonly create?: boolean;
  /** Whether it will only be read; then it may lie on a read-only disk. */
  readonly readOnly?: boolean;
  /** Whether to leave the file alone and work on a temporary copy. */
  readonly scratch?: boolean;
  /** Where its photos come from; `ORIGINS` unless told. */
  readonly origins?: readonly Origin[];
}

/** What `openLibrary` has opened. */
interface Opened {
  readonly path: string;
  readonly origins: readonly Origin[];
  readonly database: DatabaseSyncInstance;
  readonly kind: 'written' | 'read' | 'scratch';
  /** Set if there was nothing before, with the topmost folder that had to be made, if any. */
  readonly made?: { readonly folder: string | undefined };
}

/** An open library. Close it when done: that leaves one file on the disk, with nothing beside it. */
export class LibraryFile {
  /** Absolute. */
  readonly path: string;
  /** Where its photos come from. */
  readonly origins: readonly Origin[];
  readonly #database: DatabaseSyncInstance;
  readonly #opened: Opened;
  readonly #statements = new Map<string, StatementSyncInstance>();

  /** Called by `openLibrary`. */
  constructor(opened: Opened) {
    this.path = opened.path;
    this.origins = opened.origins;
    this.#database = opened.database;
    this.#opened = opened;
  }

  /** Where a photo comes from. */
  originOf({ origin }: Pick<Address, 'origin'>): Origin {
    return originNamed(this.origins, origin);
  }

  /** What people call a photo in this place. */
  nameOf(address: Address): ByteName {
    return this.originOf(address).nameOf(address.key);
  }

  /** Runs statements, turning SQLite's errors into ours. For this package. */
  run<T>(work: (prepare: (sql: string) => StatementSyncInstance) => T): T {
    return guarded(this.path, () => work((sql) => this.#prepare(sql)));
  }

  /** Runs statements of which all take effect or none. For this package. */
  transaction<T>(work: (prepare: (sql: string) => StatementSyncInstance) => T): T {
    return guarded(this.path, () => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = work((sql) => this.#prepare(sql));
        this.#database.exec('COMMIT');
        return result;
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** Closes the file. Calling it twice does no harm. */
  close(): void {
    this.#end();
  }

  /** Closes the file, and removes it if it was made by this opening and holds no photo that can be used. */
  discard(): void {
    if (!this.#database.isOpen) return;
    const { made } = this.#opened;
    const usable = this.run((prepare) => prepare("SELECT 1 FROM photos WHERE thumbnail <> x'' LIMIT 1").get());
    const alone = this.#end();
    if (made !== undefined && usable === undefined && alone) removeLibrary(this.path, made.folder);
  }

  /** @returns whether no other program had it open */
  #end(): boolean {
    if (!this.#database.isOpen) return false;
    this.#statements.clear();
    const alone = this.#opened.kind === 'written' && leaveWriteAheadLog(this.#database);
    guarded(this.path, () => this.#database.close());
    return alone;
  }

  #prepare(sql: string): StatementSyncInstance {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/**
 * Opens a library.
 *
 * @throws MosaicError `no-library`, `not-a-library`, `newer-library`, `older-library`, `library-damaged`, `library-locked`, `no-space`,
 *   `special-file` or `unreadable`
 */
export async function openLibrary(path: string, options: OpenOptions = {}): Promise<LibraryFile> {
  const absolute = resolve(path);
  const { create = false, readOnly = false, origins = ORIGINS } = options;
  const fresh = !isLibrary(path, absolute);
  if (options.scratch) return guarded(path, () => scratchCopy(path, origins, fresh));
  if (fresh && !create) {
    const way = absolute === defaultLibraryPath() ? {} : { library: path };
    throw new MosaicError('no-library', { file: path, waysOut: [{ run: 'index', ...way }] });
  }
  return guarded(path, () => {
    const made = fresh && !existsSync(absolute) ? { folder: makeFolder(path, absolute) } : undefined;
    const database = connect(path, absolute, readOnly && !fresh);
    try {
      if (fresh) found(database);
      checkSchema(database, path);
      if (!readOnly || fresh) database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      database.prepare('SELECT count(*) FROM photos WHERE hash IS NULL').get(); // reads the schema: damage shows now
    } catch (error) {
      database.close();
      throw error;
    }
    return new LibraryFile({ path: absolute, origins, database, kind: readOnly ? 'read' : 'written', made });
  });
}

/** Makes the tables, unless another program that was started at the same time has. */
function found(database: DatabaseSyncInstance): void {
  database.exec('BEGIN IMMEDIATE');
  const empty = database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  database.exec(empty ? `${SCHEMA} ${STAMP} COMMIT;` : 'COMMIT;');
}

/**
 * What there is, in a temporary database of SQLite's own: it has no name, spills to the disk when it grows, and is gone
 * when it is closed.
 */
function scratchCopy(path: string, origins: readonly Origin[], fresh: boolean): LibraryFile {
  const absolute = resolve(path);
  const database = new DatabaseSync('');
  try {
    database.exec(SCHEMA);
    if (!fresh) {
      database.prepare('ATTACH ? AS disk').run(`${pathToFileURL(absolute).href}?mode=ro`);
      checkSchema(database, path, 'disk');
      database.exec('INSERT INTO photos SELECT * FROM disk.photos; INSERT INTO places SELECT * FROM disk.places');
      database.exec('DETACH disk');
    }
  } catch (error) {
    database.close();
    throw error;
  }
  return new LibraryFile({ path: absolute, origins, database, kind: 'scratch' });
}

/** How long a write waits for another program's, milliseconds. */
const PATIENCE = 2000;

/** SQLite's codes of a disk that takes no files beside the library: READONLY and CANTOPEN. */
const NO_WRITING = [8, 14];

function connect(path: string, absolute: string, readOnly: boolean): DatabaseSyncInstance {
  if (!readOnly) return new DatabaseSync(absolute, { timeout: PATIENCE });
  let database: DatabaseSyncInstance | undefined;
  try {
    database = new DatabaseSync(absolute, { readOnly: true, timeout: PATIENCE });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database?.close();
    // one that is locked is being written: to read it as if it never changed would be to read it wrong
    if (!NO_WRITING.includes(resultCode(error))) throw error;
    // a library that was not closed properly needs files beside it, which a read-only disk does not take
    const log = `${absolute}-wal`;
    if (existsSync(log) && statSync(log).size > 0) {
      const received = 'one that was not closed properly, on a disk that is read-only';
      const facts = { file: path, expected: 'a library that was closed', received };
      throw new MosaicError('unreadable', { ...facts, waysOut: [{ use: 'a disk that can be written, once' }] }, error);
    }
    return new DatabaseSync(`${pathToFileURL(absolute).href}?immutable=1`, { readOnly: true });
  }
}

/**
 * Whether there is a library of this format, by its header; false if there is nothing yet.
 *
 * Source: "Database File Format", https://sqlite.org/fileformat.html §1.3
 */
function isLibrary(path: string, absolute: string): boolean {
  const header = Buffer.alloc(100);
  let length: number;
  try {
    // opening a pipe that nobody writes to would wait for ever
    const handle = openSync(absolute, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = fstatSync(handle);
      if (!stat.isFile() && !stat.isDirectory())
        throw new MosaicError('special-file', { file: path, received: SPECIAL });
      length = readSync(handle, header, 0, 100, 0);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (error instanceof MosaicError) throw error;
    if (!existsSync(absolute)) return false;
    throw new MosaicError('unreadable', { file: path }, error);
  }
  if (length === 0) return false; // cut short while it was being made
  const ours = header.toString('latin1', 0, 16) === 'SQLite format 3\0' && header.readUInt32BE(68) === APPLICATION_ID;
  if (!ours) throw new MosaicError('not-a-library', { file: path });

  const format = header.readUInt32BE(60);
  if (format === LIBRARY_FORMAT) return true;
  const facts = { file: path, expected: `format ${LIBRARY_FORMAT}`, received: `format ${format}` };
  if (format < LIBRARY_FORMAT) throw new MosaicError('older-library', { ...facts, waysOut: [{ do: 'move-away' }] });
  throw new MosaicError('newer-library', { ...facts, waysOut: [{ do: 'update' }, { run: 'index' }] });
}

/** @returns the topmost folder that had to be made; undefined if all were there */
function makeFolder(path: string, absolute: string): string | undefined {
  try {
    return mkdirSync(dirname(absolute), { recursive: true });
  } catch (error) {
    throw new MosaicError('unreadable', { file: path, expected: 'a folder that can be made', received: 'none' }, error);
  }
}

/**
 * Back to a single file that opens on read-only disks; not while another program has it open, which then does it.
 *
 * @returns whether it is a single file now
 */
function leaveWriteAheadLog(database: DatabaseSyncInstance): boolean {
  try {
    database.exec('PRAGMA busy_timeout = 0');
    return database.prepare('PRAGMA journal_mode = DELETE').get().journal_mode === 'delete';
  } catch {
    return false; // another program has it open; nothing is lost
  }
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw databaseError(path, error);
  }
}
