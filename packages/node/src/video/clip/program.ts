/** Starting ffmpeg and ffprobe on a clip: without a shell, on that file alone, and ended with whoever asked. */

import { resolve } from 'node:path';
import { MosaicError } from '@tesserae/core';
import { throwIfAborted } from '@tesserae/core/internal';
import { lastLine, startProgram } from '../ffmpeg.js';
import type { ClipKind } from './clip-kind.js';

/** A clip on the disk. */
export interface ClipFile {
  /** As it was given. */
  readonly path: string;
  readonly kind: ClipKind;
}

/**
 * The arguments that name a clip. Whatever stands in the file, neither the network nor other files are opened: the demuxer is the
 * one of its kind, so no list of files is ever followed, and only files may be opened at all. A name is never an option.
 */
export function inputOf({ path, kind }: ClipFile): string[] {
  return ['-protocol_whitelist', 'file', '-f', kind.demuxer, '-i', `file:${resolve(path)}`];
}

/** A program to be run on a clip. */
export interface ProgramRun {
  readonly command: 'ffmpeg' | 'ffprobe';
  readonly args: readonly string[];
  /** Of the clip, as it was given: what errors name. */
  readonly path: string;
  readonly signal?: AbortSignal;
  /** Told in the end what it complained of, if it did and went on nevertheless. */
  readonly onComplaint?: (sentence: string) => void;
}

/**
 * Runs a program on a clip and hands out what it writes, as it comes. It is ended when the caller stops listening.
 *
 * @throws MosaicError `unsupported` if the program is not there; `damaged` if it fails; `aborted`
 */
export async function* outputOf(run: ProgramRun): AsyncGenerator<Buffer, void, void> {
  const { command, args, path, signal, onComplaint } = run;
  throwIfAborted(signal);
  const program = startProgram(command, args, ['ignore', 'pipe', 'pipe']);
  signal?.addEventListener('abort', program.kill);
  try {
    for await (const chunk of program.child.stdout!) yield chunk as Buffer; // no encoding is set
    const { code, error } = await program.ended;
    throwIfAborted(signal);
    const said = program.said();
    if (error !== undefined) throw missing(command, path, error);
    if (code !== 0) throw failure(path, said, code);
    if (said.trim() !== '') onComplaint?.(lastLine(said));
  } finally {
    signal?.removeEventListener('abort', program.kill);
    await program.kill();
  }
}

function missing(command: string, path: string, cause: Error): MosaicError {
  const isAbsent = 'code' in cause && cause.code === 'ENOENT';
  const received = isAbsent ? `no ${command} on PATH` : `a ${command} that cannot be started`;
  const waysOut = [{ install: 'ffmpeg' }, { use: 'a picture' }];
  return new MosaicError(
    'unsupported',
    { file: path, expected: 'ffmpeg, which decodes clips', received, waysOut },
    cause,
  );
}

function failure(path: string, said: string, cause: unknown): MosaicError {
  const received = `“${lastLine(said)}” from ffmpeg`;
  return new MosaicError('damaged', { file: path, expected: 'a clip that can be decoded', received }, cause);
}
