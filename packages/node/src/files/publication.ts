/** Files and folders that appear together: all of them, or none. */

import { MosaicError } from '@tesserae/core/errors';
import { beginOutput, type Output, type OutputOptions, type Publishable } from './output.js';
import { beginOutputFolder, type FolderOptions, type OutputFolder } from './output-folder.js';

/** Files and folders on their way. Ended by `commit` or `abandon`. */
export interface Publication {
  /** Begins a file; throws what `beginOutput` throws, and `aborted` once it is given up. */
  begin(path: string, options?: OutputOptions): Promise<Output>;
  /** Begins a folder; throws what `beginOutputFolder` throws, and `aborted` once it is given up. */
  beginFolder(path: string, options?: FolderOptions): Promise<OutputFolder>;
  /** Throws MosaicError `aborted` once it is given up. */
  requireWanted(): void;
  /** Brings all bytes to the disk and gives everything its name. If that fails, nothing is left. */
  commit(): Promise<void>;
  /**
   * Removes what was written. May be called at any time, also twice. Once names are being given it waits for the
   * outcome instead.
   *
   * @returns false if it came too late: the files are there
   */
  abandon(): Promise<boolean>;
}

/** A whole small file. */
export interface WholeFile {
  readonly path: string;
  /** Text (written as UTF-8), or the file's bytes. */
  readonly data: string | Uint8Array;
  /** Replaces what is there in any case: a file that is brought up to date. */
  readonly replaces?: boolean;
}

/** Begins a publication, of nothing yet. */
export function publication(): Publication {
  const outputs: Publishable[] = [];
  let gone = false;
  let publishing: Promise<void> | undefined;

  function requireWanted(): void {
    if (gone) throw new MosaicError('aborted');
  }

  async function taken<T extends Publishable>(begin: () => Promise<T>): Promise<T> {
    requireWanted();
    const output = await begin();
    outputs.push(output);
    if (gone) await output.clear();
    requireWanted();
    return output;
  }

  async function clear(): Promise<void> {
    await Promise.all(outputs.map((output) => output.clear()));
  }

  async function abandon(): Promise<boolean> {
    gone = true;
    const there = await publishing?.then(
      () => true,
      () => false,
    );
    if (there) return false;
    await clear();
    return true;
  }

  return {
    begin: (path, options) => taken(() => beginOutput(path, options)),
    beginFolder: (path, options) => taken(() => beginOutputFolder(path, options)),
    requireWanted,
    async commit() {
      try {
        requireWanted();
        await Promise.all(outputs.map((output) => output.finish()));
        requireWanted();
        // the point of no return: who gives up from here on waits for the outcome
        publishing = publishAll(outputs);
        await publishing;
        await clear();
      } catch (error) {
        await abandon();
        throw error;
      }
    },
    abandon,
  };
}

async function publishAll(outputs: readonly Publishable[]): Promise<void> {
  const published: Publishable[] = [];
  try {
    for (const output of outputs) {
      await output.publish();
      published.push(output);
    }
  } catch (error) {
    for (const output of published.reverse()) await output.unpublish();
    throw error;
  }
}

/**
 * Writes a whole file.
 *
 * @throws MosaicError as `beginOutput` does; nothing is left when it fails
 */
export async function writeWhole(file: WholeFile, options: { readonly force?: boolean } = {}): Promise<void> {
  const files = publication();
  await addWhole(files, file, options);
  await files.commit();
}

/**
 * Adds a whole file to a publication, which is given up if that fails.
 *
 * @throws MosaicError as `beginOutput` does
 */
export async function addWhole(
  files: Publication,
  { path, data, replaces }: WholeFile,
  options: { readonly force?: boolean },
): Promise<void> {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  try {
    const output = await files.begin(path, { force: replaces || options.force, bytes: bytes.length });
    await output.write(bytes);
  } catch (error) {
    await files.abandon();
    throw error;
  }
}
