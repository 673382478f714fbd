/** Where the files of a deep zoom go: into a folder of files, or all of them into one page. */

import { MosaicError } from '@tesserae/core';
import { checkOutput } from '../../files/output.js';
import { checkOutputFolder, filePart } from '../../files/output-folder.js';
import type { Parts } from '../../files/parts.js';
import { publication } from '../../files/publication.js';

/** The files of a deep zoom on their way. Files come first, and the page's end last. */
export interface Bundle {
  /** Adds a file by its path in the folder. */
  add(name: string, bytes: Uint8Array): Promise<void>;
  /** Adds what only other programs read: left out of a single file. */
  extra(name: string, text: string): Promise<void>;
  /** The same file once more for other programs, under another name. */
  again(name: string, other: string): Promise<void>;
  /** Completes the page, and gives everything its name. */
  commit(end: string): Promise<void>;
  /** As of `Publication`. */
  abandon(): Promise<boolean>;
  /** Bytes so far. */
  bytes(): number;
  /** Files as parts, by the names of `filePart`; undefined if none are kept. */
  readonly kept: Parts | undefined;
}

/** The page of a folder. */
export const PAGE = 'index.html';

/** Where a bundle goes. */
export interface BundleOptions {
  readonly singleFile: boolean;
  /** Replace what was written here before. */
  readonly force?: boolean;
  /** Bytes that it takes at least. */
  readonly bytes?: number;
  /** Keeps files as parts. */
  readonly parts?: Parts | undefined;
}

/**
 * Finds out before any work whether a bundle can be written.
 *
 * @throws MosaicError `exists`, `not-found`, `unwritable`, `no-space`; `unknown-format` if the name of a single file is not that of a page
 */
export async function checkZoomOutput(path: string, { singleFile, force, bytes }: BundleOptions): Promise<void> {
  if (!singleFile && /\.html?$/i.test(path)) {
    const waysOut = [{ give: 'singleFile' }, { use: 'a folder' }];
    throw new MosaicError('unknown-format', {
      file: path,
      expected: 'a folder',
      received: 'the name of a page',
      waysOut,
    });
  }
  if (!singleFile) return await checkOutputFolder(path, { force, bytes });
  if (!/\.html?$/i.test(path)) {
    throw new MosaicError('unknown-format', { file: path, expected: 'a name that ends in .html for a single file' });
  }
  await checkOutput(path, { force, bytes });
}

/**
 * Begins a bundle.
 *
 * @param start  the page up to where a single file embeds the others
 * @throws MosaicError as `checkZoomOutput` does
 */
export async function beginBundle(path: string, start: string, options: BundleOptions): Promise<Bundle> {
  return options.singleFile ? await singleFileBundle(path, start, options) : await folderBundle(path, start, options);
}

async function folderBundle(path: string, start: string, { force, parts }: BundleOptions): Promise<Bundle> {
  const files = publication();
  const folder = await files.beginFolder(path, { force, parts });
  let bytes = 0;
  const add = async (name: string, data: Uint8Array): Promise<void> => {
    bytes += data.length;
    await folder.add(name, data);
  };
  return {
    add,
    extra: (name, text) => add(name, Buffer.from(text)),
    again: folder.again,
    async commit(end) {
      await add(PAGE, Buffer.from(start + end));
      await files.commit();
    },
    abandon: files.abandon,
    bytes: () => bytes,
    kept: parts,
  };
}

/**
 * Files stand in the page as text in base64, each in an element of its own that the browser does not look into, with the
 * file's name as its id: the page's script finds them there, one at a time.
 */
async function singleFileBundle(path: string, start: string, { force, parts }: BundleOptions): Promise<Bundle> {
  const files = publication();
  const output = await files.begin(path, { force });
  let bytes = 0;
  const write = async (text: string): Promise<void> => {
    const data = Buffer.from(text);
    bytes += data.length;
    await output.write(data);
  };
  await write(start).catch(async (error: unknown) => {
    await files.abandon();
    throw error;
  });
  return {
    async add(name, data) {
      await write(`<script type="text/plain" id="${name}">${Buffer.from(data).toString('base64')}</script>\n`);
      if (parts && !(await parts.read(filePart(name)))) await parts.write(filePart(name), data);
    },
    extra: async () => {},
    again: async () => {},
    async commit(end) {
      await write(end);
      await files.commit();
    },
    abandon: files.abandon,
    bytes: () => bytes,
    kept: parts,
  };
}
