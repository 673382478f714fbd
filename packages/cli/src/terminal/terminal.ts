/** How the program talks: in lines to a person, or in JSON events to a program. A command does not know to which. */

import type { Progress } from '@tesserae/core';
import type { Note } from '@tesserae/jobs';
import type { RefusedPhoto } from '@tesserae/jobs/internal';
import type { Line } from '../words/line.js';
import type { Failure } from './failure.js';

/** What can be said. Text may hold file names: whatever is in them, it is shown, never obeyed. */
export interface Terminal {
  /** For programs: one event. Its names are kept, others may join them. */
  event(name: string, fields: Readonly<Record<string, unknown>>): void;
  /** For people. */
  line(line: Line): void;
  /** For both: something that is otherwise than one would expect, but no failure. */
  note(sentence: string, note?: Note): void;
  /** For both: a photo is left out. */
  refused(photo: RefusedPhoto): void;
  /** For both: how far a step has come. */
  progress(progress: Progress): void;
  /** For both: the end of a run that failed. */
  failure(failure: Failure): void;
  /** Takes a half-drawn bar off the screen. */
  close(): void;
}
