/** The rules about files and their imports, as functions from sources to sentences about what is wrong. */

import { posix } from 'node:path';
import { CORE_ORDER, PACKAGES, WRITERS, WRITES_NOTHING, WRITING_CALLS } from './layers.js';
import { importsOf } from './sources.js';

/** @typedef {import('./sources.js').Source} Source */

const MOST_LINES = 300;
const MOST_FILES = 20;
/** Columns and rows of a shape, read from it. */
const GRID =
  /\b(?:shape|grid)\.(?:columns|rows)\b|\{[^{}=]*\b(?:columns|rows)\b[^{}=]*\}(?:: \w+)? = [^;(=]*\b(?:shape|grid);/;
/** What tells a time, or how much memory there is. */
const MEASURES =
  /\bperformance\.now\b|\bDate\.now\(|\bhrtime\b|\bcpuUsage\b|\bresourceUsage\b|\bmemoryUsage\b|\bmaxRSS\b|\bVm(HWM|RSS)\b/;
const JUNK_DRAWER = /^(utils?|helpers?|common|types?|manager|misc)(\.|$)/;

/** @returns {string[]} one sentence a fault, beginning with the file */
export function layerFaults(/** @type {readonly Source[]} */ sources) {
  return [...folderFaults(sources), ...sources.flatMap(fileFaults)];
}

/** @returns {string[]} */
function fileFaults(/** @type {Source} */ source) {
  return [
    ...sizeFaults(source),
    ...nameFaults(source),
    ...importFaults(source),
    ...writingFaults(source),
    ...clockFaults(source),
    ...gridFaults(source),
  ];
}

/** @returns {string[]} */
function folderFaults(/** @type {readonly Source[]} */ sources) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { path } of sources) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MOST_FILES)
    .map(([folder, count]) => `${folder}: has ${count} files; put what belongs together into a folder of its own.`);
}

/** A layout decides where cells are: nothing outside of `layout/` counts on columns and rows. @returns {string[]} */
function gridFaults(/** @type {Source} */ { path, text }) {
  if (!/^packages\/(?!testing)[^/]+\/src\//.test(path) || path.startsWith('packages/core/src/layout/')) return [];
  const found = GRID.exec(text);
  return found ? [`${path}: reads ${found[0]}; ask layout/ for it: latticeOf, cellsIn, place, near, names.`] : [];
}

/** @returns {string[]} */
function sizeFaults(/** @type {Source} */ { path, text }) {
  const lines = text.split('\n').length - 1;
  return lines > MOST_LINES ? [`${path}: has ${lines} lines; a file is one idea, in at most ${MOST_LINES}.`] : [];
}

/** @returns {string[]} */
function nameFaults(/** @type {Source} */ { path }) {
  return path
    .split('/')
    .filter((name) => JUNK_DRAWER.test(name))
    .map((name) => `${path}: "${name}" names no idea; put what it holds into the file of its noun.`);
}

/** @returns {string[]} */
function importFaults(/** @type {Source} */ { path, text }) {
  const match = /^packages\/([^/]+)\/(src|test)\/(.+)$/.exec(path);
  if (!match) return [];
  const [, name, part] = match;
  const allowed = PACKAGES[name];
  if (!allowed) return [`${path}: the package ${name} is not in scripts/layers.js.`];

  return importsOf(text).flatMap(({ specifier }) => {
    if (part === 'test') return testImportFault(path, name, specifier);
    if (specifier.startsWith('.')) return relativeFault(path, name, specifier);
    if (name === 'core') return [`${path}: imports ${specifier}; core imports nothing outside itself.`];
    const ours = specifier === 'tesserae' || specifier.startsWith('@tesserae/');
    if (!ours || allowed.includes(specifier)) return [];
    return [`${path}: imports ${specifier}; ${name} may import ${allowed.join(', ') || 'no other package'}.`];
  });
}

/** Packages with public names. Tests of the others import what ships by its path. */
const LIBRARIES = ['core', 'node', 'jobs'];

/** Tests import packages by name, `internal` for what is no promise. @returns {string[]} */
function testImportFault(/** @type {string} */ path, /** @type {string} */ name, /** @type {string} */ specifier) {
  if (!specifier.startsWith('.')) return [];
  const to = posix.join(posix.dirname(path), specifier);
  const isOurs = to.startsWith(`packages/${name}/test/`) || to.startsWith(`packages/${name}/dist/`);
  if (isOurs && !(LIBRARIES.includes(name) && to.includes('/dist/'))) return [];
  return [
    `${path}: imports ${specifier}; a test imports packages by name (@tesserae/${name}/internal) or other tests' files.`,
  ];
}

/** @returns {string[]} */
function relativeFault(/** @type {string} */ path, /** @type {string} */ name, /** @type {string} */ specifier) {
  const folder = `packages/${name}/src/`;
  const to = posix.join(posix.dirname(path), specifier);
  if (!to.startsWith(folder)) return [`${path}: imports ${specifier}, outside its package; import packages by name.`];
  if (name !== 'core') return [];

  const mine = CORE_ORDER.indexOf(partOfCore(path.slice(folder.length)));
  const theirs = CORE_ORDER.indexOf(partOfCore(to.slice(folder.length).replace(/\.js$/, '.ts')));
  if (mine < 0) return [`${path}: its folder has no place in CORE_ORDER of scripts/layers.js.`];
  if (theirs < 0) return [`${path}: imports ${specifier}, which has no place in CORE_ORDER of scripts/layers.js.`];
  if (theirs <= mine) return [];
  return [
    `${path}: imports ${specifier}; ${CORE_ORDER[mine]} stands before ${CORE_ORDER[theirs]} in scripts/layers.js.`,
  ];
}

/** @returns {string} the first folder, or the file itself where it lies in none */
const partOfCore = (/** @type {string} */ path) => path.split('/')[0];

/** @returns {string[]} */
function writingFaults(/** @type {Source} */ { path, text }) {
  const match = /^packages\/([^/]+)\/src\//.exec(path);
  if (!match || !WRITES_NOTHING.includes(match[1]) || WRITERS.includes(path)) return [];
  const names = importsOf(text)
    .filter(({ specifier }) => /^(node:)?fs(\/promises)?$/.test(specifier))
    .flatMap((each) => each.names);
  const faults = names
    .filter((name) => name === '*' || name === 'promises' || WRITING_CALLS.test(name))
    .map((name) => (name === '*' || name === 'promises' ? 'all of node:fs (name what it reads)' : name));
  if (/\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND)\b/.test(text)) faults.push('a flag of open that writes');
  if (/\bopen(Sync)?\([^;]*?,\s*'(r\+|[wa][xs]*\+?)'/.test(text)) faults.push('open for writing');
  return faults.map((what) => `${path}: uses ${what}; only ${WRITERS.join(' and ')} may change files.`);
}

/** Tests say what happens; how soon, and in how much memory, is for benches: on a busy machine a test would fail by chance. @returns {string[]} */
function clockFaults(/** @type {Source} */ { path, text }) {
  if (!/^packages\/([^/]+\/test|testing\/src)\//.test(path)) return [];
  const found = MEASURES.exec(text);
  return found ? [`${path}: asks for ${found[0]}; tests measure no time and no memory, benches do (bench/src).`] : [];
}
