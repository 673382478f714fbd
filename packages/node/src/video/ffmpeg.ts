/** The machine's own ffmpeg, if it has one. It is found on PATH and started without a shell. */

import { type ChildProcess, execFile, type StdioOptions, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { MosaicError, type WayOut } from '@tesserae/core/errors';

const run = promisify(execFile);

/** An ffmpeg. */
export interface Ffmpeg {
  /** As it tells it: "5.1.9-0+deb12u1". */
  readonly version: string;
  /** Names. */
  readonly encoders: readonly string[];
}

/** Looks for ffmpeg. @returns undefined if there is none that runs */
export async function findFfmpeg(): Promise<Ffmpeg | undefined> {
  try {
    const [{ stdout: about }, { stdout: list }] = await Promise.all([
      run('ffmpeg', ['-hide_banner', '-version'], { windowsHide: true }),
      run('ffmpeg', ['-hide_banner', '-encoders'], { windowsHide: true }),
    ]);
    const encoders = [...list.matchAll(/^ [VAS][.A-Z]{5} (\S+)/gm)].map(([, name]) => name);
    return { version: /version (\S+)/.exec(about)?.[1] ?? 'of unknown version', encoders };
  } catch {
    return undefined;
  }
}

/**
 * Finds an ffmpeg that has an encoder.
 *
 * @param file  what it is wanted for
 * @returns its version
 * @throws MosaicError `unsupported` if there is none
 */
export async function requireFfmpeg(encoder: string, file: string, otherwise: WayOut): Promise<string> {
  const found = await findFfmpeg();
  if (found?.encoders.includes(encoder)) return found.version;
  const received = found === undefined ? 'none on PATH' : `ffmpeg ${found.version} without it`;
  const facts = { file, expected: `an ffmpeg with ${encoder}`, received };
  throw new MosaicError('unsupported', { ...facts, waysOut: [{ install: 'ffmpeg' }, otherwise] });
}

/** Arguments with which ffmpeg asks nothing and says only what goes wrong. */
export const QUIETLY: readonly string[] = ['-hide_banner', '-nostdin', '-loglevel', 'error'];

/** Keeps no more of what a program says than its last lines. */
const MOST_SAID = 4096;

/** A program at work. */
export interface Program {
  readonly child: ChildProcess;
  /** What it said last. */
  said(): string;
  /** The code that it ends with, null if it was killed; or why it could not be started. */
  readonly ended: Promise<{ readonly code: number | null; readonly error?: Error }>;
  /** Ends it at once, and waits until it has ended. */
  kill(): Promise<void>;
}

/** Starts ffmpeg or ffprobe. @param stdio  its third is 'pipe': what it says */
export function startProgram(command: string, args: readonly string[], stdio: StdioOptions): Program {
  const child = spawn(command, args, { stdio, windowsHide: true });
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MOST_SAID);
  });
  const ended: Program['ended'] = new Promise((end) => {
    child.on('error', (error) => end({ code: null, error }));
    child.on('close', (code) => end({ code }));
  });
  return {
    ...{ child, ended, said: () => said },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What a program said last, without what it calls itself: of many lines the one that says why it ended. */
export function lastLine(said: string): string {
  const lines = said.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return (lines.at(-1) ?? 'it said nothing').replace(/^\[[^\]]*\] */, '').replace(/[.!]$/, '');
}
