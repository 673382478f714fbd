/** Notes: what is otherwise than one would expect, and no failure. Data; the words are made where they are read. */

import type { ErrorData } from '@tesserae/core/errors';
import type { Note as CoreNote } from '@tesserae/core/internal';

/** What each note says, by its code. Lengths on paper are millimetres. */
export interface NoteValues {
  /** Another program writes to the library. */
  readonly 'library-busy': { readonly writer: string };
  /** What is damaged in a library: the file, as its database says; the row of a photo; the row of a file. */
  readonly 'damaged-file': { readonly finding: string };
  readonly 'changed-photo': { readonly id: string };
  readonly 'changed-path': { readonly path: string };
  /** A part of a damaged library could not be read. */
  readonly 'library-incomplete': Record<never, never>;
  /** The damaged library is kept here. */
  readonly 'library-kept': { readonly path: string };
  /** A scan found nothing. */
  readonly 'no-photos-found': Record<never, never>;
  /** The original of a photo cannot be used, and its thumbnail is drawn. */
  readonly 'thumbnail-drawn': { readonly path: string; readonly reason: ErrorData };
  /** The disk has less room than the output is likely to take. */
  readonly 'disk-nearly-full': { readonly needed: number; readonly free: number };
  /** Cells show parts of photos that have fewer pixels; `fitting` is the cell that enlarges none, 0 if it would be too small to see. */
  readonly 'photos-enlarged': {
    readonly cells: number;
    readonly all: number;
    readonly factor: number;
    readonly fitting: number;
  };
  /** Photos too small on paper; `columns` is 0 where the cell decides. */
  readonly 'photos-small-on-paper': { readonly photo: number; readonly columns: number };
  readonly 'dpi-unusual': { readonly dpi: number; readonly coarse: number; readonly fine: number };
  /** Whole pixels leave a share of the size unused; `columns` would fill it, 0 if more dots an inch would. */
  readonly 'size-unused': { readonly share: number; readonly size: string; readonly columns: number };
  /** The picture has other proportions than the paper: this share of it stays empty. `across`: one is wide and the other is high. */
  readonly 'paper-unfilled': { readonly share: number; readonly size: string; readonly across: boolean };
  readonly 'spacing-narrow': { readonly spacing: number };
  /** An older version made the plan, and measured likeness in another way. */
  readonly 'older-measure': Record<never, never>;
  /** There was nothing that could be gone on with. */
  readonly 'nothing-to-resume': Record<never, never>;
  /** So much of the target is blended over the photos, percent. */
  readonly 'overlay-drawn': { readonly overlay: number };
  /** A tint of at most `bound` would take away the share `closer` of what differs from afar, about. */
  readonly 'tint-would-help': { readonly bound: number; readonly closer: number };
  /** So few photos that no small tint brings the colours of the target. */
  readonly 'photos-few': { readonly photos: number };
  /** Faces of the target are so many cells wide, too few for eyes; with so many columns they are wide enough. */
  readonly 'faces-small': { readonly cells: number; readonly columns: number };
  /** A page is without the target, which cannot be had any more. */
  readonly 'target-left-out': { readonly error: ErrorData };
  /** Photos of a print that are too small to be recognised, millimetres. */
  readonly 'print-photos-small': { readonly photo: number };
  /** Paper stays white at two sides; the picture would lose so much at the others if it filled the paper. */
  readonly 'paper-stays-white': {
    readonly white: number;
    readonly sides: 'left and right' | 'above and below';
    readonly lost: number;
  };
  /** The picture is cut off at two sides, to fill the paper or as that is no more than the bleed. */
  readonly 'picture-cut-off': {
    readonly cut: number;
    readonly sides: 'left and right' | 'above and below';
    readonly fills: boolean;
  };
  readonly 'many-pages': { readonly pages: number };
  /** Printed cells show parts of photos that have fewer pixels. */
  readonly 'print-enlarged': { readonly cells: number; readonly all: number; readonly factor: number };
  /** They are not in the mosaic, and get no card. */
  readonly 'cards-absent': { readonly names: readonly string[] };
  /** The photo that a film lands on fills the frame enlarged; pixels of its original. */
  readonly 'landing-enlarged': { readonly width: number; readonly height: number; readonly factor: number };
  /** The photo that a film lands on is drawn from its thumbnail. */
  readonly 'landing-from-thumbnail': Record<never, never>;
  /** A script flashes so many times in a second, and more than `most` can bring on seizures (WCAG 2.3.1). */
  readonly 'script-flashes': { readonly flashes: number; readonly most: number };
  /** Cells are `to` pixels wide, as a film has even sides. */
  readonly 'cell-made-even': { readonly from: number; readonly to: number };
  /** What can be read of a clip is used; `damage` is what the program says that reads it. */
  readonly 'clip-damaged': { readonly path: string; readonly damage: string };
  readonly 'clip-is-hdr': Record<never, never>;
  /** The format cannot hold sound that is coded like this. */
  readonly 'sound-left-out': { readonly file: string; readonly codec: string };
  readonly 'nothing-to-change': Record<never, never>;
  /** Photos of a plan are no longer in its library. */
  readonly 'photos-gone': { readonly photos: number };
  /** Photos that were added, and no cell shows one: they may `wait` for a swap, else none is clearly nearer. */
  readonly 'added-not-shown': { readonly photos: number; readonly wait: boolean };
  /** A plan was found by a picture that it does not say to be its own: one of them has changed. */
  readonly 'picture-differs': { readonly plan: string; readonly picture: string };
  /** A search was stopped: the best plan so far was written. */
  readonly 'plan-kept': { readonly plan: string; readonly output: string; readonly untinted: number };
}

/** The code of a note. */
export type NoteCode = keyof NoteValues;

/** A note. */
export type Note = {
  readonly [Code in NoteCode]: { readonly code: Code; readonly values: NoteValues[Code] };
}[NoteCode];

/** A note of the packages below as one of these: they have the same codes. */
export function noteFrom(note: CoreNote): Note {
  return note as Note;
}
