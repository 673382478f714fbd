/** What surrounds a job: who decodes, which library is the user's own, which outputs are being written. */

import { type DecoderOptions, type Decoders, defaultLibraryPath, openDecoders } from '@tesserae/node';
import { type OutputsInUse, outputsInUse } from './outputs/in-use.js';

/** The surroundings of jobs; one host serves any number of them. */
export interface Host {
  /** Processes that decode pictures. */
  readonly decoders: Decoders;
  /** The library of jobs that name none. */
  readonly library: string;
  /** What its jobs are writing. */
  readonly outputs: OutputsInUse;
  /** Files that jobs were read from, which no output may replace. */
  readonly sources: readonly string[];
  /** Reads the bytes that `-` stands for, where it stands for anything; throws MosaicError `limit` if there are more than `most`. */
  readonly standardInput?: (most: number) => Promise<Uint8Array>;
  /** Takes a table for `-`, where that stands for anything. */
  readonly standardOutput?: (text: string) => void | Promise<void>;
  /** Ends the decoders. */
  close(): void;
}

/** What of a host is not as it is by default. */
export interface HostOptions extends DecoderOptions, Partial<Omit<Host, 'outputs' | 'close'>> {}

/** Opens a host. Close it when its jobs are done. */
export function openHost(options: HostOptions = {}): Host {
  const { library = defaultLibraryPath(), sources = [], decoders = openDecoders(options) } = options;
  const { standardInput, standardOutput } = options;
  const given = { decoders, library, sources, standardInput, standardOutput };
  return { ...given, outputs: outputsInUse(), close: () => decoders.close() };
}
