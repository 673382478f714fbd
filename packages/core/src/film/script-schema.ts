/** The JSON Schema of a film's script. `parseScript` asks for one thing more: that the keys of a track ascend. */

import { EASES } from './easing.js';
import { CELL_NAME, COLOUR, HASH_START, NUMBER_TRACKS, SCRIPT_LIMITS } from './parse-script.js';
import { BACKGROUND, SCRIPT_VERSION } from './script.js';

const SHARE = { type: 'number', minimum: 0, maximum: 1 };
const AT = { ...SHARE, description: 'When, as a share of the scene: 0 is its first frame, 1 its last. Keys ascend.' };
const EASE = {
  enum: EASES,
  default: 'in-out',
  description: 'How the way from this key to the next begins and ends: in begins softly, out ends softly.',
};

const LOOK = {
  description: 'What fills the frame.',
  oneOf: [
    { const: 'whole', description: 'The whole mosaic.' },
    { const: 'landing', description: 'The photo of the landing, as far as the shape of the frame allows.' },
    closed({ cell: { type: 'string', pattern: CELL_NAME.source } }, ['cell'], 'A cell: r12c40 is row 12, column 40.'),
    closed(
      { photo: { type: 'string', pattern: HASH_START.source } },
      ['photo'],
      'The best cell of a photo: the start of its SHA-256.',
    ),
  ],
};

const ABOUT: Readonly<Record<(typeof NUMBER_TRACKS)[number], string>> = {
  scatter: 'How far the photos have left their cells: 0 in them, 1 strewn about.',
  morph: 'How far the mosaic has become the other one: 0 this plan, 1 the other plan.',
  target: 'Opacity of the target over the mosaic.',
};

/** A JSON Schema (draft 2020-12) of what `parseScript` takes. */
export function scriptSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Tesserae film script',
    ...closed(
      {
        $schema: {},
        version: { const: SCRIPT_VERSION },
        background: {
          type: 'string',
          pattern: COLOUR.source,
          default: BACKGROUND,
          description: 'The colour where there is no photo.',
        },
        scenes: {
          type: 'array',
          minItems: 1,
          maxItems: SCRIPT_LIMITS.scenes,
          items: { oneOf: [MOVING, ENDLESS] },
          ...{ contains: { required: ['endless'] }, minContains: 0, maxContains: 1 },
        },
      },
      ['version', 'scenes'],
      'What happens in a film, scene by scene.',
    ),
  };
}

const SECONDS = { type: 'number', minimum: SCRIPT_LIMITS.leastSeconds, maximum: SCRIPT_LIMITS.seconds };

const MOVING = closed(
  {
    seconds: SECONDS,
    camera: track(closed({ at: AT, look: LOOK, ease: EASE }, ['at', 'look'], 'A key of the camera.'), 'The camera.'),
    ...Object.fromEntries(
      NUMBER_TRACKS.map((name) => [
        name,
        track(closed({ at: AT, value: SHARE, ease: EASE }, ['at', 'value'], 'A key.'), ABOUT[name]),
      ]),
    ),
  },
  ['seconds'],
  'A stretch of time. Without a camera the whole mosaic shows; other tracks that are absent are 0.',
);

const ENDLESS = closed(
  {
    seconds: SECONDS,
    endless: closed(
      { mosaics: { type: 'integer', minimum: 1, maximum: SCRIPT_LIMITS.mosaics, description: 'Through how many.' } },
      ['mosaics'],
      'Zooms through mosaics, each in a cell of the one before, and closes into a loop.',
    ),
  },
  ['seconds', 'endless'],
  'A zoom without an end.',
);

function track(key: object, description: string): object {
  return { type: 'array', minItems: 1, maxItems: SCRIPT_LIMITS.keys, items: key, description };
}

/** An object that has no other fields. */
function closed(properties: object, required: readonly string[], description: string): object {
  return { type: 'object', description, required, additionalProperties: false, properties };
}
