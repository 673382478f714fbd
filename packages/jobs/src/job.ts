/**
 * A job: data in, events while it runs, named files that appear complete or not at all. Whoever asks — a command line, a server, a
 * queue — needs nothing else of it.
 */

import type { Hooks } from '@tesserae/core';
import type { Estimate } from './estimate/estimate.js';
import type { Events, JobEvent } from './events.js';
import type { Host } from './host.js';
import type { Note } from './notes.js';
import type { OptionTable } from './options/option.js';
import { wholeProgress } from './whole-progress.js';

/** What a job tells, and hears. */
export interface JobHooks {
  /** Ends it: it rejects with `aborted`. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: JobEvent) => void;
}

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
  prepare(input: Input, host: Host, hooks?: JobHooks): Promise<Prepared<Output, Facts>>;
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
   * @throws MosaicError `aborted` once the signal is aborted, `exists` if another job writes one of its outputs
   */
  run(hooks?: JobHooks): Promise<Output>;
}

/** What surrounds a job while it is prepared, and while it runs. */
export interface Running {
  readonly host: Host;
  readonly events: Events;
  readonly signal: AbortSignal;
}

/** What a job finds when it is prepared. */
export interface Findings {
  readonly facts: unknown;
  readonly estimate?: Estimate | undefined;
  readonly notes?: readonly Note[];
  /** Paths that it writes: no other job of the host writes them meanwhile. */
  readonly outputs?: readonly (string | undefined)[];
  run(running: Running): Promise<unknown>;
}

/** What running makes of what was found. */
type Made<Found extends Findings> = Awaited<ReturnType<Found['run']>>;

/** Makes a job: what all have in common. @param load  loads what prepares it */
export function defineJob<Input, Found extends Findings>(
  name: string,
  options: OptionTable<Input>,
  load: () => Promise<{ prepare(input: Input, running: Running): Promise<Found> }>,
): Job<Input, Made<Found>, Found['facts']> {
  return {
    name,
    options,
    prepare: async (input, host, hooks) => {
      const { prepare } = await load();
      const whole = wholeProgress(name);
      const running = ({ signal = new AbortController().signal, onEvent }: JobHooks = {}): Running => ({
        ...{ host, signal },
        events: (event) => onEvent?.(event.type === 'progress' ? { ...event, whole: whole(event.progress) } : event),
      });
      const { facts, estimate, notes = [], outputs = [], run } = await prepare(input, running(hooks));
      const paths = outputs.flatMap((path) => path ?? []);
      return {
        ...{ facts, estimate, notes },
        // what it promises is what `Found` says
        run: (hooks) => host.outputs.during(paths, () => run(running(hooks)) as Promise<Made<Found>>),
      };
    },
  };
}

/** What a job makes, and what it knows before. */
export type OutputOf<J> = J extends Job<infer _, infer Output, infer _> ? Output : never;
export type FactsOf<J> = J extends Job<infer _, infer _, infer Facts> ? Facts : never;

/** The hooks of a long step of a job: its progress is told, its signal heard. */
export function hooksOf({ events, signal }: Running): Required<Pick<Hooks, 'signal' | 'onProgress'>> {
  return { signal, onProgress: (progress) => events({ type: 'progress', progress }) };
}
