/** What is said to a person, as data: the terminal decides what of it is shown, and how. */

import type { Estimate } from '@tesserae/jobs';
import type { FactsOf, OutputOf } from '@tesserae/jobs/internal';

/** So many photos are named; the rest are counted. */
export const NAMED = 5;

/** One line. */
export interface Line {
  /** A step on stderr; a detail, for whoever wants more; a result on stdout; one that is shown when quiet, too. */
  readonly kind: 'step' | 'detail' | 'result' | 'essential';
  /** What stands in front; undefined if the text begins at the margin. */
  readonly label?: string;
  readonly text: string;
}

/** A step; an empty label goes on with the one before. */
export const step = (label: string, text: string): Line => ({ kind: 'step', label, text });

/** For whoever wants more. */
export const detail = (text: string): Line => ({ kind: 'detail', label: '', text });

/** What came out. */
export const result = (label: string, text: string): Line => ({ kind: 'result', label, text });

/** What a command is called for. @param label  undefined for a line by itself */
export const essential = (label: string | undefined, text: string): Line => ({ kind: 'essential', label, text });

/** The words of a job. */
export interface Words<Facts, Output> {
  /** What will be made; nothing unless told. */
  facts?(facts: Facts): readonly Line[];
  /** What that takes; the usual words unless told, '' for none. */
  estimate?(estimate: Estimate, facts: Facts): string;
  /** What was made. */
  done(output: Output): readonly Line[];
  /** Events for programs: each thing that was found. */
  found?(output: Output): readonly (readonly [name: string, fields: object])[];
  /** What programs are told in the end; the output itself unless told. */
  event?(output: Output): object;
  /** What else than success an exit code says: rules that are broken, things that are wrong. */
  exit?(output: Output): number;
}

/** The words of this job. */
export type WordsOf<J> = Words<FactsOf<J>, OutputOf<J>>;
