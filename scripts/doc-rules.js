/** The rules about what a package's index.ts lets out: each name is documented, each array says its shape. */

import { posix } from 'node:path';

/** @typedef {import('./sources.js').Source} Source */
/** @typedef {{ name: string, type: boolean, from: string }} Exported  `from` is the path of the declaring file */

const ARRAY = /\b(?:Int|Uint|Float|BigInt|BigUint)\d+(?:Clamped)?Array\b/;
/** What a comment that says a shape has in it: a product, a map, or what there is one number for. */
const SHAPE =
  /×|→|\b(?:per|each|every|an?) (?:\w+ )?(?:cell|photo|pixel|row|view|channel|byte)\b|\bPer \w+|\b(?:bytes|floats|integers|numbers)\b/i;

/** @returns {Exported[]} the names an index.ts lets out, in its order */
export function exportedNames(/** @type {Source} */ index) {
  const found = [];
  for (const [, typeOnly, list, specifier] of index.text.matchAll(/^export (type )?\{([^}]*)\} from '([^']+)'/gm)) {
    const from = posix.join(posix.dirname(index.path), specifier).replace(/\.js$/, '.ts');
    for (const item of list
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean)) {
      const name = item.replace(/^type /, '').split(' as ')[0];
      found.push({ name, type: Boolean(typeOnly) || item.startsWith('type '), from });
    }
  }
  return found;
}

/** @returns {string[]} one sentence a fault */
export function docFaults(/** @type {readonly Source[]} */ sources) {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return sources.filter(isIndex).flatMap((index) =>
    exportedNames(index).flatMap(({ name, from }) => {
      const source = byPath.get(from);
      if (!source) return [`${index.path}: ${name} comes from ${from}, which is not there.`];
      if (/tile|image/i.test(name)) return [`${from}: ${name}: say photo, target, cell, view or raster.`];
      return declarationFaults(source, name);
    }),
  );
}

/** @returns {boolean} */
export const isIndex = (/** @type {Source} */ { path }) => /^packages\/[^/]+\/src\/index\.ts$/.test(path);

/** @returns {string[]} */
function declarationFaults(/** @type {Source} */ { path, text }, /** @type {string} */ name) {
  const declared = new RegExp(
    `^export (?:declare )?(?:async )?(?:abstract )?(function\\*?|const|class|interface|type) ${escaped(name)}\\b`,
    'm',
  ).exec(text);
  if (!declared) return [`${path}: ${name} is let out by index.ts, but not declared here.`];
  const comment = commentBefore(text, declared.index);
  if (comment === '') return [`${path}: ${name} has no doc comment.`];
  const body = text.slice(declared.index);
  if (declared[1] === 'interface') return fieldFaults(path, name, { comment, body });
  if (declared[1].startsWith('function')) return parameterFaults(path, name, { comment, body });
  return [];
}

/** The comment that ends right before `at`, without its stars; '' if there is none. @returns {string} */
function commentBefore(/** @type {string} */ text, /** @type {number} */ at) {
  // a lint exception may stand between a comment and what it describes
  const before = text.slice(0, at).replace(/(\s*\/\/ biome-ignore [^\n]*)*\s*$/, '');
  if (!before.endsWith('*/')) return '';
  const start = before.lastIndexOf('/**');
  return start < 0
    ? ''
    : before
        .slice(start + 3, -2)
        .replace(/^\s*\*/gm, '')
        .trim();
}

/** Arrays among an interface's fields. @returns {string[]} */
function fieldFaults(
  /** @type {string} */ path,
  /** @type {string} */ name,
  /** @type {{comment: string, body: string}} */ it,
) {
  const body = it.body.slice(0, it.body.indexOf('\n}'));
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??: ([^;]+);/gm)]
    .filter(([, , type]) => ARRAY.test(type))
    .filter((field) => !SHAPE.test(`${it.comment} ${commentBefore(body, field.index)}`))
    .map(([, field]) => `${path}: ${name}.${field} is an array whose shape is not said (rows × numbers, unit).`);
}

/** Arrays among a function's parameters. @returns {string[]} */
function parameterFaults(
  /** @type {string} */ path,
  /** @type {string} */ name,
  /** @type {{comment: string, body: string}} */ it,
) {
  return parametersOf(it.body)
    .map((parameter) => /^(\w+)\??: (.+)$/s.exec(parameter))
    .filter((match) => match !== null && ARRAY.test(match[2]))
    .map((match) => match?.[1] ?? '')
    .filter((parameter) => !new RegExp(`@param ${parameter}\\b|\`${parameter}\``).test(it.comment))
    .map((parameter) => `${path}: ${name}: the array ${parameter} is not in its doc comment (@param, with its shape).`);
}

/** @returns {string[]} the parameters of the function that `body` begins with, split at the commas of the first level */
function parametersOf(/** @type {string} */ body) {
  const signature = body.slice(body.indexOf('(')).replaceAll('=>', '⇒');
  const parameters = [''];
  let depth = 0;
  for (const letter of signature) {
    if (')]}>'.includes(letter)) depth--;
    if (depth === 0 && letter === ')') break;
    if (letter === ',' && depth === 1) parameters.push('');
    else if (depth > 0) parameters[parameters.length - 1] += letter;
    if ('([{<'.includes(letter)) depth++;
  }
  return parameters.map((parameter) => parameter.trim()).filter(Boolean);
}

/** @returns {string} `text` for a regular expression that means just it */
const escaped = (/** @type {string} */ text) => text.replaceAll('$', '\\$');
