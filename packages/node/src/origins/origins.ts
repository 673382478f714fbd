/** All origins, and what is asked of any of them. */

import { MosaicError } from '@tesserae/core/errors';
import { type ByteName, byteName, displayName } from './byte-name.js';
import { FILES } from './files.js';
import {
  type Address,
  type Asked,
  type Finder,
  MAX_ORIGINAL,
  type Origin,
  type Place,
  type RefusedPlace,
} from './origin.js';
import { rootsOf } from './roots.js';
import { OPENERS, type Source } from './source.js';
import { ZIPS } from './zip/zips.js';

/** Where originals come from. Files come last: any name may be a path. */
export const ORIGINS: readonly Origin[] = [ZIPS, FILES];

/** The origin of a name; one that only knows keys, if there is none: a newer program may have written it into the library. */
export function originNamed(origins: readonly Origin[], name: string): Origin {
  return origins.find((origin) => origin.name === name) ?? unknownOrigin(name);
}

function unknownOrigin(name: string): Origin {
  const open = async (): Promise<never> => {
    throw new MosaicError('unsupported', {
      received: `from "${name}", which this program does not read`,
      waysOut: [{ do: 'update' }],
    });
  };
  return { name, open, nameOf: (key) => key, writtenAt: () => 0 };
}

/**
 * What a decoder is told of an original; read here, if decoders cannot open it.
 *
 * @throws MosaicError as `OpenKey` does
 */
export async function sourceOf(origins: readonly Origin[], { origin, key }: Address): Promise<Source> {
  const { open, nameOf } = originNamed(origins, origin);
  const name = nameOf(key);
  if (origin in OPENERS) return { name, content: { origin, key } };
  const original = await open(key);
  try {
    const { stamp, size } = original;
    const bytes = await original.read(0, size > MAX_ORIGINAL ? HEAD : size);
    return { name, content: { stamp, size, bytes } };
  } finally {
    original.close();
  }
}

/** So much is read of what is too large to be decoded: it may be no picture at all. */
const HEAD = 4096;

/** What was found. */
export interface Found {
  /** Ascending by key. */
  readonly places: readonly Place[];
  /** Pictures by name that are none, and folders that cannot be read. */
  readonly refused: readonly RefusedPlace[];
  /** Links that lead nowhere or out of what was asked for, what is not complete, and what is no file. */
  readonly skipped: number;
  /** What a rule of the user's leaves out. What is in such a folder is not counted. */
  readonly ignored: number;
}

/**
 * Finds originals.
 *
 * @throws MosaicError as `Finder.list` does
 */
export async function findPlaces(origins: readonly Origin[], asked: Asked): Promise<Found> {
  const places = new Map<string, Place>();
  const refused: RefusedPlace[] = [];
  const counts = { skipped: 0, ignored: 0 };
  for (const finder of findersOf(origins)) {
    const isIts = (name: ByteName): boolean => finderOf(origins, name) === finder;
    const [names, listed] = [asked.names.filter(isIts), asked.listed.filter(isIts)];
    if (names.length + listed.length === 0) continue;
    for await (const each of finder.list({ ...asked, names, listed })) {
      if (each.kind === 'place') places.set(each.place.key, each.place);
      else if (each.kind === 'refused') refused.push(each.place);
      else counts[each.kind]++;
    }
  }
  return { places: [...places.values()].sort((a, b) => (a.key < b.key ? -1 : 1)), refused, ...counts };
}

/**
 * Tells whether what was found says that an original is still there. A folder that cannot be read hides, it does not delete; and
 * what is packed in an archive that was not opened, but is there, is there.
 */
export function stillThere({ places, refused }: Found): (place: Address) => boolean {
  const rootAbove = rootsOf([...places, ...refused].map(({ key }) => key));
  return ({ key }) => rootAbove(key) !== undefined;
}

/** Tells which originals lie at or below names, whether or not anything is there now. */
export function placesWithin(origins: readonly Origin[], names: readonly ByteName[]): (place: Address) => boolean {
  const tests = findersOf(origins).map((finder) =>
    finder.within(names.filter((name) => finderOf(origins, name) === finder)),
  );
  return ({ key }) => tests.some((test) => test(key));
}

/** Whether anything has a name now, in the origin that claims the name; true if that cannot be told. */
export async function isThere(origins: readonly Origin[], name: string): Promise<boolean> {
  const bytes = byteName(name);
  return await finderOf(origins, bytes).isThere(bytes);
}

function findersOf(origins: readonly Origin[]): Finder[] {
  return origins.flatMap(({ finder }) => finder ?? []);
}

function finderOf(origins: readonly Origin[], name: ByteName): Finder {
  const finder = findersOf(origins).find((each) => each.claims(name));
  if (finder !== undefined) return finder;
  throw new MosaicError('not-found', { file: displayName(name) });
}
