/** Writing to standard output and error: all of it, or an error. */

import { fstatSync, writeSync } from 'node:fs';
import { printable } from './printable.js';

/** A stream of the process that is written to. */
export interface StandardStream {
  readonly write: (text: string) => void;
  /** Why not all could be written. A reader that went away (`| head`) is no reason: what it does not want is not written. */
  readonly fault: () => unknown;
}

/** Takes hold of a stream. On a file of a full disk Node's own writes what fits, and says nothing. */
export function standardStream(stream: NodeJS.WriteStream & { readonly fd: number }): StandardStream {
  let fault: unknown;
  let gone = false;
  const end = (error: unknown): void => {
    gone = true;
    const isReader = error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'EIO');
    if (!isReader) fault ??= error;
  };
  stream.on('error', end);
  const isAtOnce = waitsForNobody(stream);
  return {
    write: (text) => {
      if (gone) return;
      if (!isAtOnce) {
        stream.write(text);
        return;
      }
      try {
        writeAll(stream.fd, Buffer.from(text));
      } catch (error) {
        end(error);
      }
    },
    fault: () => fault,
  };
}

/** Writes a table to standard output; on a terminal, nothing in it is obeyed. @throws what the system says */
export async function writeTable(text: string): Promise<void> {
  const { stdout } = process;
  if (waitsForNobody(stdout)) return writeAll(stdout.fd, Buffer.from(text));
  const shown = stdout.isTTY ? text.split('\r\n').map(printable).join('\r\n') : text;
  await new Promise<void>((resolve, reject) => {
    // a reader that went away is no error
    stdout.write(shown, (error) => (error && !('code' in error && error.code === 'EPIPE') ? reject(error) : resolve()));
  });
}

/** Whether what is written is written at once: into a file or a device, and not to a reader that takes its time. */
function waitsForNobody({ fd, isTTY }: { readonly fd: number; readonly isTTY: boolean }): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isFile() || (stat.isCharacterDevice() && !isTTY);
  } catch {
    return false; // it is closed
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}
