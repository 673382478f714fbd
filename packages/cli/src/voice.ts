/** How the program talks: in lines to a person, or in JSON events to a program. A command does not know to which. */

import type { Progress } from '@tesserae/core';
import type { Failure } from './failure.js';

/** A photo that was left out. */
export interface RefusedPhoto {
  readonly path: string;
  readonly code: string;
  readonly detail: string;
  /** The path's bytes in base64, where it is not UTF-8. */
  readonly pathBytes?: string;
}

/** What a command can say. Text may hold file names: whatever is in them, it is shown, never obeyed. */
export interface Voice {
  /** For programs: one event. Its names are kept, others may join them. */
  event(name: string, fields: Readonly<Record<string, unknown>>): void;
  /** For people: a line about a step, on stderr. */
  step(label: string, text: string): void;
  /** For people who want more. */
  detail(text: string): void;
  /** For both: something that is otherwise than one would expect, but no failure. */
  note(sentence: string): void;
  /** For both: a photo is left out. */
  refused(photo: RefusedPhoto): void;
  /** For both: how far a step has come. */
  progress(progress: Progress): void;
  /** For people: a line of the result, on stdout. `essential`: also when quiet, because the command was called for it. */
  result(line: string, essential?: boolean): void;
  /** For both: the end of a run that failed. */
  failure(failure: Failure): void;
  /** Takes a half-drawn bar off the terminal. */
  close(): void;
}
