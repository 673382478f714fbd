/** A saved plan and the photos it was made of, found again. */

import { decodePlan, MosaicError, type PhotoSource, type PlanFile, type WayOut, withFields } from '@tesserae/core';
import { drawingMemory, readText } from '@tesserae/jobs/internal';
import {
  type LibraryFile,
  missingPhotos,
  openLibrary,
  openPhotos,
  type PhotoFallback,
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
  /** The photos that were drawn from their thumbnails so far, as their originals are gone or have changed. */
  readonly standIns: readonly PhotoFallback[];
}

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
    const origin: readonly WayOut[] = text.trimStart().startsWith('{') ? [] : [{ run: 'make' }];
    throw withFields(error, { file: path, waysOut: [...error.waysOut, ...origin] });
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
  const facts = { subject: 'target', expected: 'the picture that the plan was made for', received: target.path };
  throw new MosaicError('usage', { ...facts, waysOut: [{ give: 'target' }] });
}

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
      if (path === undefined || flags.library === undefined) throw missingError(library.path, saved, missing);
      throw new MosaicError('not-found', {
        file: path,
        expected: `its ${saved.plan.ids.length} photos in ${library.path}`,
        received: `all but ${missing.length}`,
        waysOut: [{ omit: 'library' }, { run: 'index' }],
      });
    }
    const standIns: PhotoFallback[] = [];
    const say = fewNotes({ voice, flags });
    const onNotice = (fallback: PhotoFallback): void => {
      standIns.push(fallback);
      say(fallback);
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

/** The refusal of photos that a plan shows and the library does not have. */
export function missingError(file: string, { plan, paths }: PlanFile, missing: readonly number[]): MosaicError {
  const named = missing.map((photo) => paths[photo]).sort();
  const more = named.length > NAMED ? ` and ${named.length - NAMED} more` : '';
  return new MosaicError('not-found', {
    file,
    expected: `the plan's ${plan.ids.length} photos`,
    received: `all but ${named.length}: ${named.slice(0, NAMED).join(', ')}${more}`,
    waysOut: [{ run: 'index' }, { give: 'replaceMissing' }],
  });
}
