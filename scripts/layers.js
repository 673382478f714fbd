/** Who may import whom: the one list. */

/**
 * Package folder → the workspace packages its sources may import. Nobody imports cli.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const PACKAGES = {
  core: [],
  testing: [
    '@tesserae/core',
    '@tesserae/core/internal',
    '@tesserae/node',
    '@tesserae/node/internal',
    '@tesserae/jobs/internal',
  ],
  // the parts of core that a worker thread or a decoder process loads, without the rest
  node: [
    '@tesserae/core',
    '@tesserae/core/errors',
    '@tesserae/core/internal',
    '@tesserae/core/tasks',
    '@tesserae/core/thumbnails',
    '@tesserae/viewer',
  ],
  viewer: ['@tesserae/core', '@tesserae/core/internal'],
  jobs: [
    '@tesserae/core',
    '@tesserae/core/errors',
    '@tesserae/core/internal',
    '@tesserae/core/settings',
    '@tesserae/node',
    '@tesserae/node/internal',
  ],
  web: ['@tesserae/core', '@tesserae/core/internal', '@tesserae/core/tasks'],
  // the two parts of core without the rest: `--help` needs no more; decoders start before anything else is loaded
  cli: [
    '@tesserae/core',
    '@tesserae/core/errors',
    '@tesserae/core/internal',
    '@tesserae/core/settings',
    '@tesserae/node',
    '@tesserae/node/decoders',
    '@tesserae/node/internal',
    '@tesserae/jobs',
    '@tesserae/jobs/internal',
    '@tesserae/jobs/options',
  ],
};

/** The folders and files of core/src, in order: each may import itself and what stands before it. */
export const CORE_ORDER = [
  'host.d.ts',
  'errors.ts',
  'note.ts',
  'runtime',
  'pixels',
  'ports.ts',
  'color',
  'library',
  'settings',
  'layout',
  'describe',
  'match',
  'assign',
  'work',
  'tint',
  'plan',
  'render',
  'judge',
  'film',
  'public',
  'internal.ts',
  'index.ts',
  'checked-index.ts',
];

/** Packages whose sources write no files, but for `WRITERS`. The testing package writes goldens and temporary folders. */
export const WRITES_NOTHING = ['core', 'node', 'viewer', 'web', 'jobs', 'cli'];

/** All that writes, renames and removes files (SQLite writes its own). */
export const WRITERS = [
  'packages/node/src/files/output.ts',
  'packages/node/src/files/output-folder.ts',
  'packages/node/src/files/part-folder.ts',
  'packages/node/src/files/parts.ts',
  'packages/node/src/files/scratch.ts',
  'packages/node/src/files/scratch-folder.ts',
  'packages/node/src/files/sync.ts',
  'packages/node/src/library/database/discard.ts',
  'packages/cli/src/terminal/standard-output.ts', // to what is open already, and nothing else
];

/** What of node:fs and node:fs/promises writes, or changes what is there. `mkdir` destroys nothing and is free. */
export const WRITING_CALLS =
  /^(append|chmod|chown|copy|cp|createWriteStream|fchmod|fchown|fdatasync|fsync|ftruncate|futimes|lchmod|lchown|link|lutimes|mkdtemp|rename|rm|rmdir|symlink|truncate|unlink|utimes|write|writev)/;

/** All that may load the codecs, and with them what a hostile file attacks: decoder processes, encoders and the doctor. */
export const CODEC_USERS = [
  'packages/node/src/codecs/',
  'packages/node/src/decoders/operations/',
  'packages/node/src/doctor/',
  'packages/node/src/video/code/webp.ts', // in workers, for frames that were drawn here
  'packages/node/src/pictures/encode.ts',
  'packages/node/src/text/text-mask.ts', // letters that were laid out here
];

/** What the main process and its threads begin with: nothing that is loaded with these may load the codecs. */
export const WITHOUT_CODECS = [
  'packages/node/src/checked-index.ts',
  'packages/node/src/index.ts',
  'packages/node/src/internal.ts',
  'packages/node/src/judge/judge-thread.ts',
  'packages/node/src/work/worker.ts',
];

/** What decoder processes load, and the only other folders of the package that it knows. */
export const DECODING = {
  folders: [
    'packages/node/src/codecs/',
    'packages/node/src/decoders/process/',
    'packages/node/src/decoders/operations/',
  ],
  knows: ['packages/node/src/origins/', 'packages/node/src/files/'],
};
