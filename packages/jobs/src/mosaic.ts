/** From a target and photos to a picture, in one call. */

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MosaicError, type SettingsInput } from '@tesserae/core';
import { said } from '@tesserae/core/internal';
import { type OutputFormat, withScratchFolder } from '@tesserae/node/internal';
import type { JobEvent } from './events.js';
import { openHost } from './host.js';
import { makeJob } from './jobs.js';
import type { Mosaic } from './make/job.js';
import type { MakeInput } from './make/options.js';
import type { Note } from './notes.js';
import { parseInput } from './options/parse.js';

/** Where a picture goes that is no file: to a stream, which is ended, or else into memory. */
export interface PictureOutput {
  readonly format: OutputFormat['name'];
  /** Takes the bytes. */
  readonly stream?: NodeJS.WritableStream | WritableStream<Uint8Array>;
}

type Fields = Partial<Omit<MakeInput, 'settings' | 'target' | 'photos' | 'output' | 'dryRun'>>;

/** What a mosaic is made of: the fields of the job `make`, and the settings beside them. */
export interface MosaicInput extends Fields, Omit<SettingsInput, 'given'> {
  /** A file, or its bytes. */
  readonly target: string | Uint8Array;
  /** Folders, files or zip archives; without any, all that the library has. */
  readonly photos?: string | readonly string[];
  /** A file, whose suffix decides the format, or where else the picture goes. No plan is kept beside what is no file, unless `plan` names one. */
  readonly output: string | PictureOutput;
}

/** What `mosaic` tells and hears. */
export interface MosaicHooks {
  /** Ends the work: it rejects with `aborted`, and nothing is left. */
  readonly signal?: AbortSignal;
  /** How much of the whole is done: 0 … 1, never less than before. */
  readonly onProgress?: (done: number) => void;
}

/** What was made, and how good it is. */
export interface MadeMosaic extends Mosaic {
  readonly notes: readonly Note[];
  /** The bytes of the picture, if it went into memory. */
  readonly picture?: Uint8Array;
}

/**
 * Makes a mosaic: indexes the photos, finds what goes where, and draws it. What is drawn appears when it is complete, or not at all.
 *
 * @throws MosaicError `usage` and `settings` for input that cannot be understood; whatever is wrong with the files it names; `aborted`
 */
export async function mosaic(input: MosaicInput, hooks: MosaicHooks = {}): Promise<MadeMosaic> {
  const { output } = input;
  if (typeof output === 'string') return await made(input, output, hooks);
  if (typeof output !== 'object' || output === null || typeof output.format !== 'string') {
    const expected = 'a path, or an object with a format';
    throw new MosaicError('usage', { subject: 'output', expected, received: said(output) });
  }
  return await withScratchFolder(async (folder) => {
    const path = join(folder, `picture.${output.format}`);
    const result = await made({ ...input, noPlan: input.plan === undefined }, path, hooks);
    if (output.stream === undefined) return { ...result, picture: await readFile(path) };
    await send(path, output.stream, hooks.signal);
    return result;
  });
}

async function made(input: MosaicInput, output: string, { signal, onProgress }: MosaicHooks): Promise<MadeMosaic> {
  const { target, photos = [], ...rest } = input;
  const isBytes = target instanceof Uint8Array;
  const host = openHost(isBytes ? { standardInput: async () => target } : {});
  const notes: Note[] = [];
  try {
    const fields = {
      ...rest,
      target: isBytes ? '-' : target,
      photos: typeof photos === 'string' ? [photos] : photos,
      output,
    };
    const hooks = {
      signal,
      onEvent: (event: JobEvent) => {
        if (event.type === 'note') notes.push(event.note);
        if (event.type === 'progress' && event.whole < 1) onProgress?.(event.whole);
      },
    };
    const prepared = await makeJob.prepare(parseInput(makeJob.options, fields), host, hooks);
    notes.push(...prepared.notes);
    // it is no dry run, which gives facts alone
    const result = (await prepared.run(hooks)) as Mosaic;
    onProgress?.(1);
    return { ...result, notes };
  } finally {
    host.close();
  }
}

/** Sends a file to a stream, and ends that. */
async function send(path: string, stream: NonNullable<PictureOutput['stream']>, signal?: AbortSignal): Promise<void> {
  const bytes = createReadStream(path);
  if (stream instanceof WritableStream) await Readable.toWeb(bytes).pipeTo(stream, { signal });
  else await pipeline(bytes, stream, { signal });
}
