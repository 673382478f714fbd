/**
 * A job: data in, events while it runs, named files that appear complete or not at all. Whoever asks — a command line, a server, a
 * queue — needs nothing else of it.
 */

import type { Estimate } from './estimate/estimate.js';
import type { Events } from './events.js';
import type { Host } from './host.js';
import type { Note } from './notes.js';
import type { OptionTable } from './options/option.js';

/** Something that can be asked for. */
export interface Job<Input, Output, Facts = unknown> {
  readonly name: string;
  /** The fields of its input. */
  readonly options: OptionTable<Input>;
  /**
   * Reads all that is needed to know what will be made, and refuses what cannot be. Writes nothing but libraries.
   *
   * @throws MosaicError whatever is wrong with the input, the files it names, the disk or the memory
   */
  prepare(input: Input, host: Host, events?: Events, signal?: AbortSignal): Promise<Prepared<Output, Facts>>;
}

/** A job that can be begun. It holds nothing open, and may be dropped. */
export interface Prepared<Output, Facts = unknown> {
  /** What will be made. */
  readonly facts: Facts;
  /** What that will take, about; undefined if there is no telling. */
  readonly estimate: Estimate | undefined;
  readonly notes: readonly Note[];
  /**
   * Does it.
   *
   * @throws MosaicError `aborted` once `signal` is aborted, `exists` if another job writes one of its outputs
   */
  run(events?: Events, signal?: AbortSignal): Promise<Output>;
}
