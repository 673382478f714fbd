/** The rules about who loads the codecs: decoder processes do, and the process that started them does not. */

import { posix } from 'node:path';
import { CODEC_USERS, DECODING, WITHOUT_CODECS } from './layers.js';
import { importsOf } from './sources.js';

/** @typedef {import('./sources.js').Source} Source */

const CODECS = 'sharp';

/** @returns {string[]} one sentence a fault, beginning with the file */
export function codecFaults(/** @type {readonly Source[]} */ sources) {
  const ours = sources.filter(({ path }) => /^packages\/(?!testing\/)[^/]+\/src\//.test(path));
  return [...ours.flatMap(userFaults), ...ours.flatMap(decodingFaults), ...WITHOUT_CODECS.flatMap(loadFault(ours))];
}

/** @returns {string[]} */
function userFaults(/** @type {Source} */ { path, text }) {
  if (CODEC_USERS.some((place) => path.startsWith(place))) return [];
  const loads = importsOf(text).some(({ specifier, when }) => specifier === CODECS && when !== 'never');
  return loads ? [`${path}: loads ${CODECS}; only ${CODEC_USERS.join(', ')} may.`] : [];
}

/** @returns {string[]} */
function decodingFaults(/** @type {Source} */ { path, text }) {
  const { folders, knows } = DECODING;
  if (!isIn(path, folders)) return [];
  return importsOf(text)
    .filter(({ specifier }) => specifier.startsWith('.') && !isIn(targetOf(path, specifier), [...folders, ...knows]))
    .map(
      ({ specifier }) => `${path}: imports ${specifier}; decoder processes know ${knows.join(', ')} and nothing else.`,
    );
}

/** Follows what is loaded at once from a beginning. @returns {(entry: string) => string[]} */
function loadFault(/** @type {readonly Source[]} */ sources) {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  return (entry) => {
    /** @type {Map<string, string>} file → who loads it */
    const loaders = new Map([[entry, '']]);
    for (const [path] of loaders) {
      for (const { specifier, when } of importsOf(texts.get(path) ?? '')) {
        if (when !== 'at once') continue;
        if (specifier === CODECS) return [`${entry}: loads ${CODECS} at once, through ${wayTo(path, loaders)}.`];
        const to = specifier.startsWith('.') ? targetOf(path, specifier) : '';
        if (texts.has(to) && !loaders.has(to)) loaders.set(to, path);
      }
    }
    return [];
  };
}

/** @returns {string} */
function wayTo(/** @type {string} */ path, /** @type {ReadonlyMap<string, string>} */ loaders) {
  const before = loaders.get(path);
  return before ? `${wayTo(before, loaders)} → ${posix.basename(path)}` : posix.basename(path);
}

const targetOf = (/** @type {string} */ path, /** @type {string} */ specifier) =>
  posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');

const isIn = (/** @type {string} */ path, /** @type {readonly string[]} */ folders) =>
  folders.some((folder) => path.startsWith(folder));
