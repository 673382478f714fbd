/** What the public functions that open and read take, besides the nouns of core. */

import {
  BOOLEAN,
  column,
  FUNCTION,
  HOOK_FIELDS,
  type JsonKind,
  listOf,
  NATURAL,
  NUMBER,
  numberFrom,
  OBJECT,
  open,
  optional,
  SIGNAL,
  TEXT,
  text,
  withMethods,
  wrong,
} from '@tesserae/core/internal';

/** A path. No system has names with a zero byte. */
export const PATH: JsonKind<string> = text(/^[^\0]+$/, 'a path');

/** A path, or bytes. */
export const NAME: JsonKind<unknown> = {
  schema: {},
  read: (value, path) => (value instanceof Uint8Array ? value : PATH.read(value, path)),
};

/** Several paths. */
export const PATHS: JsonKind<unknown> = listOf(PATH, 0);

/** A `LibraryFile`. */
export const LIBRARY_FILE: JsonKind<unknown> = withMethods('run', 'transaction', 'close');

/** Hashes of photos. */
export const IDS: JsonKind<unknown> = listOf(TEXT, 0);

const DECODERS = optional(withMethods('run', 'codecVersion', 'close'));
const SIGNAL_FIELD = { signal: optional(SIGNAL) };

/** Processes that work at a time. 0 = as many as there are cores. */
const JOBS = optional(numberFrom(0, 256, true));

/** Threads. */
export const THREADS: JsonKind<unknown> = optional(numberFrom(1, 256, true));

/** The module that a worker begins with. */
export const MODULE: JsonKind<unknown> = optional({
  schema: {},
  read: (value, path) => {
    if (value instanceof URL) return value;
    throw wrong(path, 'a URL', value);
  },
});

/** The variables of the environment that say where data lies. */
export const ENVIRONMENT: JsonKind<unknown> = optional(
  open({ XDG_DATA_HOME: optional(TEXT), HOME: optional(TEXT), LOCALAPPDATA: optional(TEXT) }),
);
/** The name of a system. */
export const PLATFORM: JsonKind<unknown> = optional(TEXT);

const SECONDS = numberFrom(0, 1e9);
const FILTER = optional(
  open({
    since: optional(NUMBER),
    until: optional(NUMBER),
    minSide: optional(NATURAL),
    skipScreenshots: optional(BOOLEAN),
    skipFlat: optional(BOOLEAN),
    skipBlurry: optional(BOOLEAN),
  }),
);
const LOCK_FIELDS = { ...SIGNAL_FIELD, wait: optional(SECONDS), onWait: optional(FUNCTION) };

/** `OpenOptions`. */
export const OPEN_OPTIONS: JsonKind<unknown> = optional(
  open({
    create: optional(BOOLEAN),
    readOnly: optional(BOOLEAN),
    scratch: optional(BOOLEAN),
    origins: optional(listOf(OBJECT, 1)),
  }),
);

/** What waits for the lock of a library. */
export const LOCK_OPTIONS: JsonKind<unknown> = optional(open(LOCK_FIELDS));

/** `IndexOptions`. */
export const INDEX_OPTIONS: JsonKind<unknown> = optional(
  open({
    ...{ ...HOOK_FIELDS, ...LOCK_FIELDS },
    jobs: JOBS,
    decoders: DECODERS,
    ignore: optional(PATHS),
    filter: FILTER,
    retry: optional(BOOLEAN),
    listed: optional(listOf(column('Uint8Array'), 0)),
    onRefused: optional(FUNCTION),
  }),
);

const HASHES: JsonKind<unknown> = optional({
  schema: {},
  read: (value, path) => {
    if (value instanceof Set) return value;
    throw wrong(path, 'a Set of hashes', value);
  },
});

/** What `readLibrary` is to read. */
export const READ_OPTIONS: JsonKind<unknown> = optional(
  open({ below: optional(listOf(NAME, 0)), filter: FILTER, only: HASHES, evenHidden: HASHES }),
);

/** `DecoderOptions`. */
export const DECODER_OPTIONS: JsonKind<unknown> = optional(
  open({
    jobs: JOBS,
    memory: optional(numberFrom(1, Number.MAX_SAFE_INTEGER)),
    timeout: optional(numberFrom(1, 2 ** 31 - 1)),
    entry: MODULE,
  }),
);

/** `PhotosOptions`. */
export const PHOTOS_OPTIONS: JsonKind<unknown> = optional(
  open({
    decoders: DECODERS,
    scratch: optional(OBJECT),
    decodeAtOnce: optional(numberFrom(1, 256, true)),
    onNotice: optional(FUNCTION),
  }),
);

/** `TargetOptions`. */
export const TARGET_OPTIONS: JsonKind<unknown> = optional(open({ ...SIGNAL_FIELD, decoders: DECODERS }));

/** What may end a step. */
export const STOP: JsonKind<unknown> = optional(open(SIGNAL_FIELD));

/** A glob. */
export const GLOB: JsonKind<unknown> = TEXT;
/** Several. */
export const GLOBS: JsonKind<unknown> = listOf(TEXT, 0);
