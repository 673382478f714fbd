/** From JSON to a script: each field by its path, of its kind and in its range, or refused. */

import { MosaicError } from '../errors.js';
import { EASES, type Ease } from './easing.js';
import {
  BACKGROUND,
  type CameraKey,
  type Look,
  type NumberKey,
  SCRIPT_VERSION,
  type Scene,
  type Script,
} from './script.js';

/** What a script may have at most; its schema says the same. */
export const SCRIPT_LIMITS: {
  readonly scenes: number;
  readonly keys: number;
  readonly leastSeconds: number;
  readonly seconds: number;
  readonly mosaics: number;
} = { scenes: 100, keys: 1000, leastSeconds: 0.1, seconds: 600, mosaics: 8 };

/** The names of a scene's tracks of numbers. */
export const NUMBER_TRACKS = ['scatter', 'morph', 'target'] as const;

/** Colours as they are written in a script. */
export const COLOUR: RegExp = /^#[0-9a-fA-F]{6}$/;
/** Names of cells, and starts of hashes, as they are written in a script. */
export const CELL_NAME: RegExp = /^r[1-9][0-9]{0,6}c[1-9][0-9]{0,6}$/;
export const HASH_START: RegExp = /^[0-9a-f]{4,64}$/;

/**
 * Reads a script.
 *
 * @param json  as `JSON.parse` gives it
 * @throws MosaicError `not-a-script` naming the path of the fault: scenes[1].camera[0].at
 */
export function parseScript(json: unknown): Script {
  const file = object(json, 'the script', ['$schema', 'version', 'background', 'scenes']);
  if (file.version !== SCRIPT_VERSION)
    throw wrong('version', `${SCRIPT_VERSION}, the format this program reads`, file.version);
  const scenes = list(file.scenes, 'scenes', SCRIPT_LIMITS.scenes).map((scene, i) => parseScene(scene, `scenes[${i}]`));
  const second = scenes.map((scene) => scene.endless !== undefined).indexOf(true, endlessAt(scenes) + 1);
  if (second >= 0) throw wrong(`scenes[${second}].endless`, 'no second endless scene', scenes[second].endless);
  return {
    version: SCRIPT_VERSION,
    background:
      file.background === undefined ? BACKGROUND : text(file.background, 'background', COLOUR, 'a colour as "#101014"'),
    scenes,
  };
}

/** The index of the endless scene; the number of scenes if there is none. */
function endlessAt(scenes: readonly Scene[]): number {
  const at = scenes.findIndex((scene) => scene.endless !== undefined);
  return at < 0 ? scenes.length : at;
}

function parseScene(json: unknown, path: string): Scene {
  const scene = object(json, path, ['seconds', 'camera', ...NUMBER_TRACKS, 'endless']);
  const seconds = number(scene.seconds, `${path}.seconds`, [SCRIPT_LIMITS.leastSeconds, SCRIPT_LIMITS.seconds]);
  if (scene.endless !== undefined) {
    const other = ['camera', ...NUMBER_TRACKS].find((name) => scene[name] !== undefined);
    if (other !== undefined)
      throw wrong(`${path}.${other}`, 'nothing beside endless, which moves by itself', scene[other]);
    const endless = object(scene.endless, `${path}.endless`, ['mosaics']);
    const mosaics = number(endless.mosaics, `${path}.endless.mosaics`, [1, SCRIPT_LIMITS.mosaics]);
    if (!Number.isInteger(mosaics)) throw wrong(`${path}.endless.mosaics`, 'a whole number', mosaics);
    return { seconds, endless: { mosaics } };
  }
  const camera = scene.camera === undefined ? {} : { camera: track(scene.camera, `${path}.camera`, parseCameraKey) };
  const numbers = NUMBER_TRACKS.filter((name) => scene[name] !== undefined).map((name) => [
    name,
    track(scene[name], `${path}.${name}`, parseNumberKey),
  ]);
  return { seconds, ...camera, ...Object.fromEntries(numbers) };
}

/** Keys, whose times ascend. */
function track<K extends { readonly at: number }>(
  json: unknown,
  path: string,
  parse: (json: unknown, path: string) => K,
): K[] {
  const keys = list(json, path, SCRIPT_LIMITS.keys).map((key, i) => parse(key, `${path}[${i}]`));
  const back = keys.findIndex((key, i) => i > 0 && key.at <= keys[i - 1].at);
  if (back >= 0) throw wrong(`${path}[${back}].at`, `more than ${keys[back - 1].at}, the key before`, keys[back].at);
  return keys;
}

function parseNumberKey(json: unknown, path: string): NumberKey {
  const key = object(json, path, ['at', 'value', 'ease']);
  return { ...timeOf(key, path), value: number(key.value, `${path}.value`, [0, 1]) };
}

function parseCameraKey(json: unknown, path: string): CameraKey {
  const key = object(json, path, ['at', 'look', 'ease']);
  return { ...timeOf(key, path), look: parseLook(key.look, `${path}.look`) };
}

function timeOf(key: ScriptFields, path: string): { readonly at: number; readonly ease?: Ease } {
  const at = number(key.at, `${path}.at`, [0, 1]);
  if (key.ease === undefined) return { at };
  const ease = EASES.find((name) => name === key.ease);
  if (ease === undefined) throw wrong(`${path}.ease`, EASES.join(' or '), key.ease);
  return { at, ease };
}

function parseLook(json: unknown, path: string): Look {
  if (json === 'whole' || json === 'landing') return json;
  if (typeof json !== 'object' || json === null) {
    throw wrong(path, '"whole", "landing", {"cell": "r12c40"} or {"photo": "start of its hash"}', json);
  }
  if ('cell' in json) {
    const { cell } = object(json, path, ['cell']);
    return { cell: text(cell, `${path}.cell`, CELL_NAME, 'a cell as "r12c40"') };
  }
  const { photo } = object(json, path, ['photo']);
  return { photo: text(photo, `${path}.photo`, HASH_START, 'the first 4 or more hex digits of a hash') };
}

type ScriptFields = Readonly<Record<string, unknown>>;

/** The object at a path, which has no other fields than these: a slip of the finger is told, not passed over. */
function object(json: unknown, path: string, names: readonly string[]): ScriptFields {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw wrong(path, 'an object', json);
  const other = Object.keys(json).find((name) => !names.includes(name));
  if (other !== undefined)
    throw wrong(path, `no field but ${names.filter((name) => name !== '$schema').join(', ')}`, other);
  // a plain object: its fields are checked one by one
  return json as ScriptFields;
}

function list(json: unknown, path: string, most: number): readonly unknown[] {
  if (Array.isArray(json) && json.length >= 1 && json.length <= most) return json;
  throw wrong(path, `a list of 1 to ${most}`, json);
}

function number(json: unknown, path: string, [least, most]: readonly [number, number]): number {
  if (typeof json === 'number' && json >= least && json <= most) return json;
  throw wrong(path, `a number from ${least} to ${most}`, json);
}

function text(json: unknown, path: string, form: RegExp, said: string): string {
  if (typeof json === 'string' && form.test(json)) return json;
  throw wrong(path, said, json);
}

function wrong(path: string, expected: string, value: unknown): MosaicError {
  return new MosaicError('not-a-script', { subject: path, expected, received: said(value) });
}

/** A value in a sentence; what is nested may be nested very deep, and is named only. */
function said(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
