/** How a script is written as JSON: its fields, their kinds and ranges. */

import {
  about,
  closed,
  isObject,
  type JsonKind,
  listOf,
  numberFrom,
  oneOf,
  optional,
  readAs,
  text,
  wrong,
} from '../runtime/json-kinds.js';
import { EASES } from './easing.js';
import {
  BACKGROUND,
  type CameraKey,
  FITS,
  type Look,
  type NumberKey,
  SCRIPT_VERSION,
  type Scene,
  type Script,
} from './script.js';

const MOST_SCENES = 100;
const MOST_KEYS = 1000;
const MOST_MOSAICS = 8;

/** How short and how long a scene may be. */
export const SECONDS: readonly [least: number, most: number] = [0.1, 600];

const SHARE = numberFrom(0, 1);
const KEY = {
  at: about(SHARE, 'When, as a share of the scene: 0 is its first frame, 1 its last. Keys ascend.'),
  ease: optional(
    about(oneOf(EASES), 'How the way from this key to the next begins and ends: in begins softly, out ends softly.', {
      default: 'in-out',
    }),
  ),
};

const CELL = closed(
  { cell: text(/^r[1-9][0-9]{0,6}c[1-9][0-9]{0,6}$/, 'a cell as "r12c40"') },
  'A cell: r12c40 is row 12, column 40.',
);
const PHOTO = closed(
  { photo: text(/^[0-9a-f]{4,64}$/, 'the first 4 or more hex digits of a hash') },
  'The best cell of a photo: the start of its SHA-256.',
);

const LOOK: JsonKind<Look> = {
  schema: {
    description: 'What fills the frame.',
    oneOf: [
      { const: 'whole', description: 'The whole mosaic.' },
      { const: 'landing', description: 'The photo of the landing, as far as the shape of the frame allows.' },
      CELL.schema,
      PHOTO.schema,
    ],
  },
  read: (json, path) => {
    if (json === 'whole' || json === 'landing') return json;
    if (isObject(json)) return 'cell' in json ? CELL.read(json, path) : PHOTO.read(json, path);
    throw wrong(path, '"whole", "landing", {"cell": "r12c40"} or {"photo": "start of its hash"}', json);
  },
};

/** Keys, whose times ascend: the one thing that the schema does not say. */
function track<K extends { readonly at: number }>(key: JsonKind<K>, description: string): JsonKind<K[] | undefined> {
  const keys = about(listOf(key, 1, MOST_KEYS), description);
  const read = (json: unknown, path: string) => {
    const read = keys.read(json, path);
    const back = read.findIndex(({ at }, i) => i > 0 && at <= read[i - 1].at);
    if (back >= 0) throw wrong(`${path}[${back}].at`, `more than ${read[back - 1].at}, the key before`, read[back].at);
    return read;
  };
  return optional({ ...keys, read });
}

const NUMBER_KEY: JsonKind<NumberKey> = closed({ ...KEY, value: SHARE }, 'A key.');
const CAMERA_KEY: JsonKind<CameraKey> = closed({ ...KEY, look: LOOK }, 'A key of the camera.');

const TRACKS = {
  camera: track(CAMERA_KEY, 'The camera.'),
  scatter: track(NUMBER_KEY, 'How far the photos have left their cells: 0 in them, 1 strewn about.'),
  morph: track(NUMBER_KEY, 'How far the mosaic has become the other one: 0 this plan, 1 the other plan.'),
  target: track(NUMBER_KEY, 'Opacity of the target over the mosaic.'),
};
const MOVING: JsonKind<Scene> = closed(
  { seconds: numberFrom(...SECONDS), ...TRACKS },
  'A stretch of time. Without a camera the whole mosaic shows; other tracks that are absent are 0.',
);
const ENDLESS: JsonKind<Scene> = closed(
  {
    seconds: numberFrom(...SECONDS),
    endless: closed(
      { mosaics: about(numberFrom(1, MOST_MOSAICS, true), 'Through how many.') },
      'Zooms through mosaics, each in a cell of the one before, and closes into a loop.',
    ),
  },
  'A zoom without an end.',
);

const SCENE: JsonKind<Scene> = {
  schema: { oneOf: [MOVING.schema, ENDLESS.schema] },
  read: (json, path) => {
    if (!isObject(json) || json.endless === undefined) return MOVING.read(json, path);
    const other = Object.keys(TRACKS).find((name) => json[name] !== undefined);
    if (other === undefined) return ENDLESS.read(json, path);
    throw wrong(`${path}.${other}`, 'nothing beside endless, which moves by itself', json[other]);
  },
};

const TEXT = text(/^(?=.*\S).{1,200}$/, '1 to 200 letters');
const SCENES = listOf(SCENE, 1, MOST_SCENES);
const ONE_ENDLESS = { contains: { required: ['endless'] }, minContains: 0, maxContains: 1 };

function readScenes(json: unknown, path: string): Scene[] {
  const scenes = SCENES.read(json, path);
  const [, second] = scenes.flatMap(({ endless }, i) => (endless ? [i] : []));
  if (second !== undefined)
    throw wrong(`${path}[${second}].endless`, 'no second endless scene', scenes[second].endless);
  return scenes;
}

const SCRIPT = closed(
  {
    $schema: { schema: {}, optional: true, read: String }, // for editors
    version: oneOf([SCRIPT_VERSION], `${SCRIPT_VERSION}, the format this program reads`),
    background: optional(
      about(text(/^#[0-9a-fA-F]{6}$/, 'a colour as "#101014"'), 'The colour where there is no photo.', {
        default: BACKGROUND,
      }),
    ),
    fit: optional(
      about(oneOf(FITS), 'How the whole mosaic lies in the frame: contain, cover, or blur (on the blurred mosaic).', {
        default: 'contain',
      }),
    ),
    title: optional(about(TEXT, 'Stands over the first seconds.')),
    end: optional(about(TEXT, 'Stands at the end, when the film goes dark.')),
    scenes: { schema: { ...SCENES.schema, ...ONE_ENDLESS }, read: readScenes },
  },
  'What happens in a film, scene by scene.',
);

/**
 * Reads a script.
 *
 * @param json  as `JSON.parse` gives it
 * @throws MosaicError `not-a-script` naming the path of the fault: scenes[1].camera[0].at
 */
export function parseScript(json: unknown): Script {
  const { background = BACKGROUND, fit, title, end, scenes } = readAs(SCRIPT, json, 'not-a-script', 'the script');
  return {
    version: SCRIPT_VERSION,
    background,
    ...(fit && { fit }),
    ...(title && { title }),
    ...(end && { end }),
    scenes,
  };
}

/** A JSON Schema (draft 2020-12) of what `parseScript` takes. */
export function scriptSchema(): object {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Tesserae film script', ...SCRIPT.schema };
}
