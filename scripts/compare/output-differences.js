/** How two outputs of the same name are compared, and what of them may differ. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/**
 * Files that may differ in something: `what` that is, and `parts`, what must be the same all the same, as lines. All other
 * files are the same byte for byte.
 *
 * @typedef {{ files: RegExp, what: string, parts: (path: string) => string[] }} Exception
 */

/** @type {readonly Exception[]} */
export const EXCEPTIONS = [
  { files: /\.plan\.json$/, what: 'layout and the hash of its picture', parts: planParts },
  { files: /\.(mp4|webm)$/, what: 'the container', parts: framesOf },
  { files: /\.html$/, what: 'words, script and style', parts: pageParts },
  { files: /\.pdf$/, what: 'words', parts: pdfParts },
  // a hash of the names and sizes of its files, of which the page may differ
  { files: /tesserae\.json$/, what: 'the size of the page', parts: listParts },
  { files: /\.csv$/, what: 'headings', parts: (path) => readFileSync(path, 'utf8').split('\n').slice(1) },
];

/**
 * Compares two files.
 *
 * @returns {{ kind: 'same' | 'allowed' | 'different', detail: string }}
 */
export function difference(/** @type {string} */ before, /** @type {string} */ after) {
  const bytes = readFileSync(before);
  const others = readFileSync(after);
  if (bytes.equals(others)) return { kind: 'same', detail: '' };
  const exception = EXCEPTIONS.find(({ files }) => files.test(after));
  if (exception === undefined) return { kind: 'different', detail: firstByte(bytes, others) };
  const parts = exception.parts(before);
  const otherParts = exception.parts(after);
  const at = parts.findIndex((part, i) => part !== otherParts[i]);
  if (at < 0 && parts.length === otherParts.length) return { kind: 'allowed', detail: exception.what };
  const place = at < 0 ? parts.length : at;
  return { kind: 'different', detail: `part ${place}: ${shown(parts[place])} became ${shown(otherParts[place])}` };
}

/** @returns {string} */
function firstByte(/** @type {Buffer} */ bytes, /** @type {Buffer} */ others) {
  let at = 0;
  while (at < bytes.length && bytes[at] === others[at]) at++;
  return `from byte ${at} on; ${bytes.length} bytes became ${others.length}`;
}

/** @returns {string} */
function shown(/** @type {string | undefined} */ part) {
  return part === undefined ? 'nothing' : JSON.stringify(part.slice(0, 160));
}

/** @returns {string[]} how many files the list of a page names */
function listParts(/** @type {string} */ path) {
  return [`files: ${JSON.parse(readFileSync(path, 'utf8')).files}`];
}

/** @returns {string[]} a field of the plan each, but for the version of the format */
function planParts(/** @type {string} */ path) {
  const { schema: _, picture: __, layout, ...plan } = JSON.parse(readFileSync(path, 'utf8'));
  const { kind, ...shape } = layout.shape ?? layout;
  Object.assign(plan, {
    width: layout.width,
    height: layout.height,
    columns: shape.columns,
    rows: shape.rows,
    cell: shape.cell,
  });
  return Object.entries(plan).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
}

/** @returns {string[]} the time and the hash of each decoded frame of the picture */
export function framesOf(/** @type {string} */ path) {
  const options = ['-v', 'error', '-i', path, '-map', '0:v', '-f', 'framehash', '-hash', 'md5', '-'];
  const lines = execFileSync('ffmpeg', options, { encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n');
  const [, ticks, second] = /^#tb 0: (\d+)\/(\d+)/m.exec(lines.join('\n')) ?? [];
  const size = lines.filter((line) => line.startsWith('#dimensions'));
  const frames = lines.filter((line) => /^\d/.test(line)).map((line) => line.split(',').map((word) => word.trim()));
  // of stream, dts, pts, duration, size and hash; a millisecond is what a WebM counts in
  const times = frames.map(([, , pts]) => Math.round((1000 * Number(pts) * Number(ticks)) / Number(second)));
  return [...size, ...frames.map((frame, i) => `${times[i]} ms ${frame.at(-1)}`)];
}

/** @returns {string[]} what a page knows of its mosaic, and the files that stand in it */
function pageParts(/** @type {string} */ path) {
  const page = readFileSync(path, 'utf8');
  const scripts = page.matchAll(/<script type="(application\/json|text\/plain)" id="([^"]*)">([^<]*)<\/script>/g);
  return [...scripts].flatMap(([, type, id, text]) => {
    if (type !== 'application/json') return [`${id}: ${text}`];
    // a page told of a grid by columns, rows and two sides of a cell, and tells of any layout now
    const { title, description, columns, rows, layout, cellWidth, cellHeight, cell, ...facts } = JSON.parse(text);
    const shape = layout ?? { columns, rows };
    const all = { ...facts, columns: shape.columns, rows: shape.rows, cell: cell ?? cellWidth };
    return Object.entries(all).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  });
}

/** @returns {string[]} pages, pictures and what is drawn in a PDF, without its texts, fonts and object numbers */
function pdfParts(/** @type {string} */ path) {
  const file = readFileSync(path, 'latin1');
  const objects = [...file.matchAll(/^\d+ 0 obj\s*([\s\S]*?)\s*endobj/gm)].map(([, body]) => body);
  return objects.flatMap((body) => {
    const at = body.search(/stream\r?\n/);
    const head = numberless(at < 0 ? body : body.slice(0, at));
    if (at < 0) return /\/Type \/Page\b/.test(head) ? [head] : [];
    const stream = body.slice(body.indexOf('\n', at) + 1, body.lastIndexOf('endstream'));
    if (/\/Subtype \/Image/.test(head)) return [head, stream];
    const content = inflated(stream);
    return content === undefined || !/^[\d.\s-]+cm$/m.test(content) ? [] : [wordless(content)];
  });
}

/** @returns {string} without references to other objects and without the length of words */
function numberless(/** @type {string} */ head) {
  return head.replace(/\b\d+ 0 R/g, 'R').replace(/\/[PF]\d+ R/g, '/N R');
}

/** @returns {string} what is drawn, without texts and the numbers of pictures */
function wordless(/** @type {string} */ content) {
  return content.replace(/\bBT\b[\s\S]*?\bET\b/g, 'BT ET').replace(/\/P\d+ Do/g, '/P Do');
}

/** @returns {string | undefined} */
function inflated(/** @type {string} */ stream) {
  try {
    return inflateSync(Buffer.from(stream, 'latin1'), { finishFlush: 2 }).toString('latin1');
  } catch {
    return undefined;
  }
}
