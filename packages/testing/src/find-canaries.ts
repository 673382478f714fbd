/** The search for canaries in files of any kind: as they are, inflated, decoded from base64, and by exiftool. */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { CANARIES, type Planted } from './canaries.js';

/** What is looked for: words by what they stand for, in three encodings, and bytes. */
export type Needles = readonly (readonly [what: string, bytes: Buffer])[];

/** All canaries, and the words that the run's surroundings add. */
export function needlesOf({ thumbnail }: Planted, more: Readonly<Record<string, string>> = {}): Needles {
  const words = Object.entries({ ...CANARIES, ...more });
  return [
    ...words.flatMap(([what, word]): [string, Buffer][] => {
      const wide = Buffer.from(word, 'utf16le');
      return [
        [what, Buffer.from(word, 'utf8')],
        [what, wide],
        [what, Buffer.from(wide).swap16()],
      ];
    }),
    ['thumbnail', Buffer.from(thumbnail)],
  ];
}

/** How deep is looked for what is packed in what is packed. */
const DEPTH = 3;
/** Bytes taken out of one stream: text stands at its beginning or is not long. */
const MOST = 4e6;

/** What of the needles is in some bytes, in whatever is packed there too; each once. */
export function findIn(bytes: Buffer, needles: Needles, depth: number = DEPTH): Set<string> {
  const found = new Set<string>();
  for (const [what, needle] of needles) if (bytes.includes(needle)) found.add(what);
  if (depth === 0) return found;
  for (const inner of [...inflated(bytes), ...decoded(bytes)]) {
    for (const what of findIn(inner, needles, depth - 1)) found.add(what);
  }
  return found;
}

/** Everything that can be inflated, wherever it begins: zlib streams, and gzip and zip members. */
function* inflated(bytes: Buffer): Generator<Buffer> {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST };
  for (let at = 0; at + 2 < bytes.length; at++) {
    const isZlib = bytes[at] === 0x78 && ((bytes[at] << 8) | bytes[at + 1]) % 31 === 0;
    const isGzip = bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
    if (!isZlib && !isGzip) continue;
    try {
      const out = isZlib ? inflateSync(bytes.subarray(at), options) : inflateRawSync(bytes.subarray(at + 10), options);
      if (out.length > 8) yield out;
    } catch {
      // two bytes that only look like a header
    }
  }
}

/** Everything that is written in base64: pages have pictures in them. */
function* decoded(bytes: Buffer): Generator<Buffer> {
  for (const [text] of bytes.toString('latin1').matchAll(/[A-Za-z0-9+/_-]{48,}={0,2}/g))
    yield Buffer.from(text, 'base64');
}

/** Every file of a folder, or the file itself. */
export function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names.map((name) => join(path, name)).filter((file) => statSync(file).isFile());
}

/** What of the needles is in the files of an output, and in their names. */
export function findInFiles(path: string, needles: Needles): Set<string> {
  const found = new Set<string>();
  for (const file of filesOf(path)) {
    for (const what of findIn(readFileSync(file), needles)) found.add(what);
    for (const what of findIn(Buffer.from(file.slice(path.length)), needles, 0)) found.add(what);
  }
  return found;
}

/** Groups and tags that no output has any business to carry. */
const TELLING =
  /^\[(XMP|IPTC|Photoshop|MakerNotes|GPS)\]|^\[[^\]]*\]\s*(GPS|.*Serial|Artist|Copyright|Owner|.*Thumbnail|Preview|User Comment|XP |Make|Camera|Lens|Date\/Time|Create Date|Modify Date|Host|Author)/;

/** Times that a film's header must have, and that say nothing. */
const EMPTY = /: (0000:00:00 00:00:00|0 s)$/;

/**
 * What exiftool reads that tells something, line by line; of files, and of all files of folders.
 *
 * @returns lines, as `exiftool -a -G` prints them, without what the file system says of the file
 */
export function tellingTags(paths: readonly string[]): string[] {
  const { stdout } = spawnSync('exiftool', ['-a', '-G', '-ee', '-r', '--System:all', ...paths], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return stdout.split('\n').filter((line) => TELLING.test(line) && !EMPTY.test(line));
}
