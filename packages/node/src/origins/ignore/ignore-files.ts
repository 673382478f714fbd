/**
 * What a scan leaves out: what is junk everywhere, what a `.tesseraeignore` in the folder or in one above it names, and
 * what the run was told. They are asked at every scan, so a rule that is added later also hides what was found before.
 */

import { errorData, MosaicError } from '@tesserae/core/errors';
import { eventLoopYielder } from '@tesserae/core/internal';
import { errnoOf } from '../../files/errno.js';
import { type ByteName, byteName, composed, displayName, nameFromBytes } from '../byte-name.js';
import { openFile } from '../open-file.js';
import type { OpenOriginal } from '../origin.js';
import { folderOf, insideOf, rootOf } from '../path.js';
import { openZipMember } from '../zip/member.js';
import { type IgnoreRule, ignoreRules, verdictOf } from './rules.js';
import { MOST_PATTERN } from './wildmatch.js';

/** The file of rules that may lie in any folder. */
const IGNORE_FILE = '.tesseraeignore';

/**
 * What systems, disk stations and catalogues leave beside photos, in whatever case. No rule brings it back, or "all but
 * JPEG", which in this syntax takes every folder, would bring back all of it; who wants it names its folder.
 */
const JUNK = ignoreRules(
  byteName(`
.*
@eadir
@recycle
\\#recycle
\\#snapshot
__macosx
$recycle.bin
system volume information
lost+found
*.lrdata
**/*.photoslibrary/resources
**/*.photolibrary/thumbnails
**/captureone/cache
**/appdata_*/preview
thumbs.db
ehthumbs.db
desktop.ini
`),
);

/** Files that a program is still writing. */
const UNFINISHED = ignoreRules(byteName('*.part\n*.crdownload'));

/** Why an entry is left out: as junk, which nobody needs to hear of, as not complete, or by a rule of the user's. */
export type IgnoreReason = 'junk' | 'unfinished' | 'rule';

/**
 * The rules of a scan: why a file or folder is left out, if it is, leaving aside whether a folder above it is. Folders are read
 * once each.
 *
 * @throws MosaicError `unreadable` if a `.tesseraeignore` cannot be read: what it hides might be private
 */
export type IgnoreMatcher = (path: ByteName, isFolder: boolean) => Promise<IgnoreReason | undefined>;

/** The rules of one folder, and how much of a path leads to it. */
interface FolderRules {
  readonly start: number;
  readonly rules: readonly IgnoreRule[];
}

/** @param told  whether the run was told to leave a path out */
export function ignoreMatcher(told: (path: ByteName) => boolean, signal: AbortSignal | undefined): IgnoreMatcher {
  const rest = eventLoopYielder(signal);
  const chains = new Map<ByteName, Promise<readonly FolderRules[]>>();

  /** The rules that hold in a folder, its own first. */
  function chainOf(folder: ByteName): Promise<readonly FolderRules[]> {
    let chain = chains.get(folder);
    if (chain === undefined) {
      chain = readChain(folder);
      chains.set(folder, chain);
    }
    return chain;
  }

  async function readChain(folder: ByteName): Promise<readonly FolderRules[]> {
    const inside = insideOf(folder);
    const rules = await rulesIn(`${inside}${IGNORE_FILE}`);
    const above = folder === rootOf(folder) ? [] : await chainOf(folderOf(folder));
    return rules.length > 0 ? [{ start: inside.length, rules }, ...above] : above;
  }

  return async (path, isFolder) => {
    await rest();
    const entry = { path: path.slice(rootOf(path).length).toLowerCase(), isFolder };
    if (verdictOf(JUNK, entry) !== undefined) return 'junk';
    if (verdictOf(UNFINISHED, entry) !== undefined) return 'unfinished';
    if (told(path)) return 'rule';
    for (const { start, rules } of await chainOf(folderOf(path))) {
      await rest();
      const verdict = verdictOf(rules, { path: composed(path.slice(start)), isFolder });
      if (verdict !== undefined) return verdict === 'out' ? 'rule' : undefined;
    }
    return undefined;
  };
}

/** Bytes of a file of rules; it may come with the photos of anybody, and is asked about each of them. */
const MOST_RULES = 2 ** 16;

async function rulesIn(path: ByteName): Promise<readonly IgnoreRule[]> {
  try {
    const { size, read, close } = await openRules(path);
    try {
      if (size > MOST_RULES) throw tooLarge(`a file of more than ${MOST_RULES / 2 ** 10} kB`);
      const lines = nameFromBytes(await read(0, size));
      // a rule that is passed over would show what it hides
      if (lines.split('\n').some(({ length }) => length > MOST_PATTERN))
        throw tooLarge(`a line of more than ${MOST_PATTERN} bytes`);
      return ignoreRules(lines);
    } finally {
      close();
    }
  } catch (error) {
    if (!(error instanceof MosaicError) || error.code === 'failed') throw error;
    if (error.code === 'vanished') return [];
    const expected = 'its rules, without which no photos beside it are scanned';
    const fields = { ...errorData(error), file: displayName(path), expected, received: error.received ?? 'none' };
    throw new MosaicError('unreadable', fields, error);
  }
}

function tooLarge(received: string): MosaicError {
  return new MosaicError('too-large', { received, waysOut: [{ use: 'fewer or shorter rules' }] });
}

/** Rules lie in a folder, or with the photos in an archive. */
async function openRules(path: ByteName): Promise<OpenOriginal> {
  try {
    return await openFile(path);
  } catch (error) {
    if (error instanceof MosaicError && errnoOf(error.cause) === 'ENOTDIR') return await openZipMember(path);
    throw error;
  }
}
