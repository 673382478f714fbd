/** Whether this machine can do the work: what it has, and what it may. */

import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import sharp from 'sharp';
import { HEIC_VERSION } from '../codecs/heif/version.js';
import { type Decoders, withDecoders } from '../decoders/decoder-pool.js';
import type { DecodedPhoto, RefusedPhoto } from '../decoders/operations/decode-photo.js';
import type { Check } from './check.js';
import { checkOddFile, type OddFile, type Outcome, oddFiles } from './odd-files.js';
import { startChecks, writeCheck } from './starts.js';

/**
 * Versions that have the fixes of serious flaws, to be raised with the next one: CVE-2025-29769 (libvips), CVE-2023-4863
 * (libwebp), CVE-2026-50142 (libheif), CVE-2024-5171 (libaom), CVE-2026-33416 (libpng), CVE-2025-9900 (libtiff),
 * CVE-2025-6965 (SQLite).
 */
const OLDEST: Readonly<Record<string, string>> = {
  libvips: '8.16.1',
  libwebp: '1.3.2',
  libheif: '1.23.1',
  libaom: '3.9.1',
  libpng: '1.6.56',
  libtiff: '4.7.1',
  SQLite: '3.50.2',
};

/** Bytes below which a mosaic of usual size may not find room. */
const LITTLE_MEMORY = 1e9;
const LITTLE_DISK = 1e9;

/** All checks, as of `examine`. */
export async function allChecks(name: string): Promise<Check[]> {
  const path = resolve(name);
  const machine = [...codecChecks(), memoryCheck(), await diskCheck(path)];
  const library = await libraryCheck(path);
  // a library that can only be read is one that somebody wants only to read
  const written = library.state === 'ok' ? [await writeCheck(nearestFolder(path))] : [];
  const working = await withDecoders(undefined, async (decoders) => {
    const started = await startChecks(decoders);
    return [...started, ...(await decodeChecks(decoders))];
  });
  return [...machine, ...written, library, ...working];
}

/** The codecs in use, with their versions. */
function codecVersions(): Readonly<Record<string, string>> {
  const { vips, webp = '', heif = '', aom = '', png = '', tiff = '' } = sharp.versions;
  const database = new DatabaseSync(':memory:');
  const { version } = database.prepare('SELECT sqlite_version() AS version').get();
  database.close();
  return { libvips: vips, libwebp: webp, libheif: heif, libaom: aom, libpng: png, libtiff: tiff, SQLite: version };
}

function codecChecks(): Check[] {
  const checks = Object.entries(codecVersions()).map(([name, version]) => codecCheck(name, version, OLDEST[name]));
  const heic = { area: 'codec', name: 'HEIC' } as const;
  return HEIC_VERSION === 'none'
    ? [...checks, { ...heic, state: 'note', code: 'no-heic', values: {} }]
    : [...checks, { ...heic, state: 'ok', code: 'heic', values: { version: HEIC_VERSION } }];
}

/** Whether a version is new enough. */
export function codecCheck(name: string, version: string, oldest: string): Check {
  const state = isOlder(version, oldest) ? 'wrong' : 'ok';
  return { area: 'codec', name, state, code: 'codec', values: { version: version || 'unknown', oldest } };
}

function isOlder(version: string, oldest: string): boolean {
  const [have, want] = [version, oldest].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  const place = want.findIndex((part, i) => (have[i] ?? 0) !== part);
  return place >= 0 && (have[place] ?? 0) < want[place];
}

function memoryCheck(): Check {
  const [all, free] = [totalmem(), freemem()];
  const state = all >= LITTLE_MEMORY ? 'ok' : 'note';
  const values = { all, free, cores: availableParallelism() };
  return { area: 'memory', name: 'memory', state, code: 'memory', values };
}

async function diskCheck(library: string): Promise<Check> {
  const folder = nearestFolder(library);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const state = free >= LITTLE_DISK ? 'ok' : 'note';
  return { area: 'disk', name: 'disk', state, code: 'disk', values: { free, folder } };
}

async function libraryCheck(library: string): Promise<Check> {
  const there = existsSync(library);
  const folder = nearestFolder(library);
  const may = (path: string, mode: number): Promise<boolean> =>
    access(path, mode).then(
      () => true,
      () => false,
    );
  const writable = (await may(folder, constants.W_OK)) && (!there || (await may(library, constants.W_OK)));
  const readable = there && (await may(library, constants.R_OK));
  const state = writable ? 'ok' : readable ? 'note' : 'wrong';
  return { area: 'library', name: 'library', state, code: 'library', values: { library, made: there ? 1 : 0, folder } };
}

function nearestFolder(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === dirname(folder) ? folder : nearestFolder(folder);
}

async function decodeChecks(decoders: Decoders): Promise<Check[]> {
  const checks: Check[] = [];
  for (const file of await oddFiles()) checks.push(await decodeCheck(file, decoders)); // side by side, complaints get mixed up
  return checks;
}

async function decodeCheck(file: OddFile, decoders: Decoders): Promise<Check> {
  const common = { area: 'decode', name: file.name } as const;
  const decode = async (bytes: Uint8Array): Promise<DecodedPhoto | RefusedPhoto> => {
    const source = { name: 'odd', content: { stamp: '0', size: bytes.length, bytes } };
    const { photo } = await decoders.run('decodeFile', { source, decode: true });
    // it was to be decoded
    return photo!;
  };
  let fault: Outcome | undefined;
  try {
    fault = await checkOddFile(file, decode);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...common, state: 'wrong', code: 'does-not-work', values: { reason } };
  }
  if (fault !== undefined) return { ...common, state: 'wrong', code: 'decoded-otherwise', values: { ...fault } };
  if (file.outcome === 'usable') return { ...common, state: 'ok', code: 'decoded-rightly', values: {} };
  return { ...common, state: 'ok', code: 'refused-rightly', values: { as: file.outcome } };
}
