/**
 * How `npm test` reports: a line a file as it goes, with the seconds its tests took; then, where nobody can miss them, every
 * skipped test with its reason and every failure in full; and the runner's own closing lines last.
 *
 * Source: Node.js, "Test runner: custom reporters", https://nodejs.org/api/test.html#custom-reporters.
 */

import { relative } from 'node:path';
import { inspect } from 'node:util';

/**
 * @typedef {import('node:test/reporters').TestEvent} Event
 * @typedef {Extract<Event, { type: 'test:pass' | 'test:fail' }>['data']} Ended  a test that has ended
 * @typedef {{ file: string, passed: number, failed: number, skipped: number, milliseconds: number }} FileCounts
 */

/** The runner's count of everything. */
const CLOSING = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

/** Why Node leaves out what `--test-name-pattern` does not name: nobody needs to be told of each. */
const NOT_ASKED_FOR = /does not match pattern/;

/** @returns {AsyncGenerator<string, void>} the report, piece by piece */
// biome-ignore lint/style/noDefaultExport: Node takes for a reporter what a module exports by default
export default async function* report(/** @type {AsyncIterable<Event>} */ events) {
  /** @type {Ended[]} */
  const failed = [];
  /** @type {Ended[]} */
  const skipped = [];
  /** @type {string[]} */
  const closing = [];
  /** @type {Map<string, string>} file → what it said on stderr: all there is of one that did not even begin */
  const said = new Map();
  let current = { file: '', passed: 0, failed: 0, skipped: 0, milliseconds: 0 };
  for await (const event of events) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr') yield event.data.message;
    if (event.type === 'test:stderr') {
      const { file, message } = event.data;
      said.set(file, (said.get(file) ?? '') + message);
    }
    if (event.type === 'test:diagnostic') {
      const { message } = event.data;
      if (CLOSING.test(message)) closing.push(`# ${message}`);
      else yield `note: ${message}\n`;
    }
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { data } = event;
    if (isOnlyItsSubtests(data) || NOT_ASKED_FOR.test(String(data.skip))) continue;
    const file = fileOf(data);
    if (file !== current.file) {
      yield fileLine(current);
      current = { file, passed: 0, failed: 0, skipped: 0, milliseconds: 0 };
    }
    const outcome = outcomeOf(event);
    current[outcome]++;
    if (data.nesting === 0) current.milliseconds += data.details.duration_ms;
    if (outcome === 'skipped') skipped.push(data);
    if (outcome === 'failed') {
      failed.push(data);
      yield `FAILED: ${data.name}\n`;
    }
  }
  yield fileLine(current);
  yield section('Skipped', skipped, (test) => `${test.name}\n    ${fileOf(test)}: ${reasonOf(test)}\n`);
  yield section('Failed', failed, (test) => `${test.name}\n    ${placeOf(test)}\n${indented(causeOf(test, said))}\n`);
  yield `\n${closing.join('\n')}\n`;
}

/** @returns {'passed' | 'failed' | 'skipped'} */
function outcomeOf(/** @type {Extract<Event, { type: 'test:pass' | 'test:fail' }>} */ { type, data }) {
  if (type === 'test:fail') return 'failed';
  return data.skip === undefined || data.skip === false ? 'passed' : 'skipped';
}

/** @returns {boolean} whether a test failed for no reason but that tests inside it did, which have been reported */
function isOnlyItsSubtests(/** @type {Ended} */ { details }) {
  const error = errorOf(details);
  return error !== undefined && 'failureType' in error && error.failureType === 'subtestsFailed';
}

/** @returns {Error | undefined} what the runner says went wrong */
function errorOf(/** @type {object} */ details) {
  return 'error' in details && details.error instanceof Error ? details.error : undefined;
}

/** @returns {string} what was thrown, with its stack; what the file said if it is the file that failed */
function causeOf(/** @type {Ended} */ { name, file = '', details }, /** @type {Map<string, string>} */ said) {
  if (file.endsWith(name)) return said.get(file) ?? 'The process ended with an error, and without a word.';
  const error = errorOf(details);
  return inspect(error?.cause ?? error ?? 'no reason given', { depth: 6, breakLength: 120 });
}

/** @returns {string} */
function fileOf(/** @type {Ended} */ { file }) {
  return file === undefined ? '' : relative(process.cwd(), file);
}

/** @returns {string} */
function placeOf(/** @type {Ended} */ test) {
  return `${fileOf(test)}:${test.line}:${test.column}`;
}

/** @returns {string} */
function reasonOf(/** @type {Ended} */ { skip }) {
  return typeof skip === 'string' && skip !== '' ? skip : 'no reason given';
}

/** @returns {string} one line, empty if there is no file */
function fileLine(/** @type {FileCounts} */ { file, passed, failed, skipped, milliseconds }) {
  if (file === '') return '';
  const others = [failed > 0 ? `, ${failed} FAILED` : '', skipped > 0 ? `, ${skipped} skipped` : ''];
  const seconds = (milliseconds / 1000).toFixed(1).padStart(6);
  return `${seconds} s ${String(passed).padStart(4)} passed${others.join('')}  ${file}\n`;
}

/**
 * A list with its heading; empty if nothing is in it.
 *
 * @returns {string}
 */
function section(
  /** @type {string} */ heading,
  /** @type {readonly Ended[]} */ tests,
  /** @type {(test: Ended) => string} */ words,
) {
  if (tests.length === 0) return '';
  return `\n${heading}: ${tests.length}\n${tests.map((test) => `  ${words(test)}`).join('')}`;
}

/** @returns {string} */
function indented(/** @type {string} */ text) {
  return text.replaceAll(/^/gm, '    ');
}
