/** A saved plan and the photos it was made of, found again. */

import { decodePlan, MosaicError, type PhotoSource, type PlanFile } from '@tesserae/core';
import { drawingMemory, readText } from '@tesserae/jobs/internal';
import {
  type LibraryFile,
  missingPhotos,
  openLibrary,
  openPhotos,
  readTarget,
  type Scratch,
  type Target,
} from '@tesserae/node';
import type { Call } from './call.js';
import { fewNotes } from './few-notes.js';

/** A plan with its photos. The library must be closed. */
export interface OpenPlan {
  readonly saved: PlanFile;
  readonly library: LibraryFile;
  readonly photos: PhotoSource;
  /** A sentence for each photo that was drawn from its thumbnail so far, as its original is gone or has changed. */
  readonly standIns: readonly string[];
}

const ORIGIN = 'A plan comes from: tesserae make photo.jpg PHOTOS -o mosaic.png --plan mosaic.plan.json';

/**
 * Reads a plan.
 *
 * @throws MosaicError `not-found`, `unreadable`, `not-a-plan` or `newer-plan`; the sentence begins with the path
 */
export async function readPlan(path: string): Promise<PlanFile> {
  const text = await readText(path);
  try {
    return decodePlan(text);
  } catch (error) {
    if (!(error instanceof MosaicError)) throw error;
    // a picture is often named in its place
    const way = text.trimStart().startsWith('{') ? '' : ` ${ORIGIN}`;
    throw new MosaicError(error.code, `${path}: ${error.message.replace(/^plan: /, '')}${way}`, error.cause);
  }
}

/**
 * Reads the target of a plan.
 *
 * `--target` says where it is now, if it is no longer where it was.
 *
 * @throws MosaicError `usage` if it is another picture; what `readTarget` throws
 */
export async function targetOfPlan(saved: PlanFile, { flags, signal, decoders }: Call): Promise<Target> {
  const target = await readTarget(flags.target ?? saved.target.path, { signal, decoders });
  if (target.sha256 === saved.target.sha256) return target;
  throw new MosaicError(
    'usage',
    `target: ${target.path} is not the picture that the plan was made for. Name the right one with --target.`,
  );
}

const LIBRARIES =
  '--library is for both plans: leave it out, and each takes its own; or index the photos of both into this one.';

/** How a plan's photos are opened. */
export interface OpenWishes {
  /** Where originals are put aside, if large views are wanted. */
  readonly scratch?: Scratch;
  /** Of the plan, where there are two: then an error names it. */
  readonly path?: string;
  /** Originals decoded at a time; as many as fit into the memory of a drawing, unless told. */
  readonly decodeAtOnce?: number;
}

/**
 * Opens the photos of a plan: by their hashes, in `--library` or in the library it was made from.
 *
 * @throws MosaicError `not-found` if the library does not have all that the plan shows, and what `openLibrary` throws
 */
export async function openPlan(
  { flags, voice, decoders, settings }: Call,
  saved: PlanFile,
  { scratch, path, decodeAtOnce = drawingMemory(settings).decoders }: OpenWishes = {},
): Promise<OpenPlan> {
  const library = await openLibrary(flags.library ?? saved.library, { readOnly: true });
  try {
    const { ids, photos } = saved.plan;
    const used = new Set(photos);
    // what no cell shows is not needed
    const missing = missingPhotos(library, ids).filter((photo) => used.has(photo));
    if (missing.length > 0) {
      const sentence =
        path === undefined || flags.library === undefined
          ? `${library.path}: ${missingSentence(saved, missing)}`
          : `${path}: ${missing.length} of the ${saved.plan.ids.length} photos of this plan are not in ${library.path}. ${LIBRARIES}`;
      throw new MosaicError('not-found', sentence);
    }
    const standIns: string[] = [];
    const say = fewNotes({ voice, flags });
    const onNotice = (sentence: string): void => {
      standIns.push(sentence);
      say(sentence);
    };
    const options = { onNotice, decoders, scratch, decodeAtOnce };
    return { saved, library, photos: openPhotos(library, ids, options), standIns };
  } catch (error) {
    library.close();
    throw error;
  }
}

/** So many are named; the rest are counted. */
const NAMED = 3;

/** What is said of photos that a plan shows and the library does not have. */
export function missingSentence({ plan, paths }: PlanFile, missing: readonly number[]): string {
  const named = missing.map((photo) => paths[photo]).sort();
  const more = named.length > NAMED ? ` and ${named.length - NAMED} more` : '';
  return (
    `has no longer ${named.length} of the plan's ${plan.ids.length} photos: ${named.slice(0, NAMED).join(', ')}${more}. ` +
    'If they are still there, or once they are again, index their folder; or put others in their place with tesserae edit --replace-missing.'
  );
}
