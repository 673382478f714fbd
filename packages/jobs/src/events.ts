/** What a job says while it runs. */

import type { Certificate, Progress, Violation } from '@tesserae/core';
import type { Cause } from '@tesserae/core/internal';
import type { EarlierParts } from '@tesserae/node/internal';
import type { Note } from './notes.js';

/** A photo that was left out. */
export interface RefusedPhoto {
  readonly path: string;
  readonly code: string;
  readonly detail: string;
  /** The path's bytes in base64, where it is not UTF-8. */
  readonly pathBytes?: string;
}

/** What the search found. */
export interface Solved {
  /** How many photos are used, and how often the most used one. */
  readonly photos: number;
  readonly mostUsed: number;
  readonly certificate: Certificate;
  readonly violations: number;
  /** How much further from the target bounds of uses keep the mosaic, as a share. */
  readonly boundsCost: number;
  readonly minUses: number | 'soft';
  readonly maxUses: number | 'unlimited';
}

/** One event. */
export type JobEvent =
  /** A step begins. */
  | { readonly type: 'step'; readonly step: string }
  /** A step has come further; and the whole job, 0 … 1, never less than before. */
  | { readonly type: 'progress'; readonly progress: Progress; readonly whole: number }
  | { readonly type: 'note'; readonly note: Note }
  | { readonly type: 'refused'; readonly photo: RefusedPhoto }
  /** Files were found that are to be looked at. */
  | { readonly type: 'scan'; readonly found: number }
  | { readonly type: 'solved'; readonly solved: Solved }
  /** A cell of an edited plan shows another photo, or another part of one. */
  | { readonly type: 'moved'; readonly cell: string; readonly why: Cause; readonly from: string; readonly to: string }
  /** A rule of a plan is broken. */
  | { readonly type: 'violation'; readonly violation: Violation }
  /** An earlier run has left parts of the output: they are used, or removed. */
  | { readonly type: 'parts'; readonly parts: EarlierParts }
  /** A picture is gone on with at row `from`. */
  | { readonly type: 'resumed'; readonly from: number; readonly height: number }
  /** A file or folder is complete and has its name; `name` is the field of the input that named it. */
  | { readonly type: 'artifact'; readonly name: string; readonly path: string };

/** What a job says from inside: how far the whole has come is reckoned by who hears it. */
export type SaidEvent =
  | Exclude<JobEvent, { type: 'progress' }>
  | Omit<Extract<JobEvent, { type: 'progress' }>, 'whole'>;

/** Takes events. */
export type Events = (event: SaidEvent) => void;
