import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  EASES,
  eased,
  hill,
  MosaicError,
  parseScript,
  STYLES,
  scriptSchema,
  smooth,
  styleScript,
} from '@tesserae/core/internal';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
const isScript = ajv.compile(scriptSchema());

/** A script with everything in it. */
const WHOLE = {
  $schema: './script.schema.json',
  version: 1,
  background: '#0a0B0c',
  title: 'Anna & Tom',
  end: '2026',
  scenes: [
    {
      seconds: 4,
      camera: [
        { at: 0, look: 'whole', ease: 'in' },
        { at: 0.5, look: { cell: 'r12c40' } },
        { at: 0.7, look: { photo: '0a1b2c3d' } },
        { at: 1, look: 'landing' },
      ],
      scatter: [{ at: 0.2, value: 0.25, ease: 'linear' }],
      morph: [{ at: 0, value: 1, ease: 'out' }],
      target: [
        { at: 0.1, value: 0 },
        { at: 0.9, value: 1 },
      ],
    },
    { seconds: 12.5, endless: { mosaics: 3 } },
    { seconds: 1 },
  ],
};

test('a script with everything in it is read, and fits its schema', () => {
  const { $schema: _, ...script } = WHOLE;
  assert.deepEqual(parseScript(WHOLE), script);
  assert.ok(isScript(WHOLE), ajv.errorsText(isScript.errors));
  assert.equal(parseScript({ version: 1, scenes: [{ seconds: 1 }] }).background, '#101014');
});

type Place = readonly (string | number)[];

/** The places of all values in a JSON value but the whole. */
function placesIn(json: unknown, at: Place): Place[] {
  if (typeof json !== 'object' || json === null) return [at];
  const below = Object.entries(json).flatMap(([key, value]) => {
    return placesIn(value, [...at, Array.isArray(json) ? Number(key) : key]);
  });
  return at.length === 0 ? below : [at, ...below];
}

/** A copy with another value at a place; `undefined` takes it away. */
// biome-ignore lint/suspicious/noExplicitAny: any JSON
function changed(json: any, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = Array.isArray(json) ? [...json] : { ...json };
  copy[key] = changed(json[key], rest, value);
  return copy;
}

// biome-ignore lint/suspicious/noExplicitAny: any JSON that the schema takes
function isAscending(json: any): boolean {
  return json.scenes.every((scene: object) =>
    Object.values(scene)
      .filter((keys) => Array.isArray(keys))
      .every((keys) => keys.every((key, i) => i === 0 || key.at > keys[i - 1].at)),
  );
}

test('the reader and the schema take the same scripts, but for the order of keys', () => {
  const places = [...placesIn(WHOLE, []), ['scenes', 0, 'slip'], ['scenes', 2, 'endless'], ['scenes', 1, 'camera']];
  const values = [
    ...[
      undefined,
      null,
      0,
      1,
      0.5,
      -1,
      2,
      700,
      '',
      'whole',
      'in-out',
      '#123456',
      '#12345g',
      'r0c1',
      'r1c1',
      'abc',
      'abcd',
    ],
    ...[
      [],
      {},
      true,
      { cell: 'r1c2' },
      { photo: 'ABCD' },
      { cell: 'r1c2', photo: 'abcd' },
      { mosaics: 2 },
      { mosaics: 2.5 },
    ],
    ...[[{ at: 0, look: 'whole' }], [{ at: 0, value: 1 }], [{ seconds: 1 }]],
  ];
  const seen = { taken: 0, refused: 0 };
  const outcome = fc.record({ place: fc.constantFrom(...places), value: fc.constantFrom(...values) });
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1, maxLength: 2 }), (changes) => {
      let json: unknown = WHOLE;
      for (const { place, value } of changes) {
        try {
          json = changed(json, place, value);
        } catch {
          return; // the place went with the change before
        }
      }
      const plain = JSON.parse(JSON.stringify(json));
      const takes = isScript(plain);
      if (takes && isAscending(plain)) {
        seen.taken++;
        parseScript(plain);
      } else {
        seen.refused++;
        assert.throws(
          () => parseScript(plain),
          (error: unknown) => error instanceof MosaicError && error.code === 'not-a-script',
          JSON.stringify(plain),
        );
      }
    }),
    { numRuns: 3000 },
  );
  assert.ok(seen.taken > 80 && seen.refused > 1000, JSON.stringify(seen));
});

test('a refusal names the path of the fault, what was expected and what came', () => {
  const at = (place: Place, value: unknown) => () => parseScript(changed(WHOLE, place, value));
  const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
  const refusals: [parse: () => unknown, subject: string, expected: RegExp | string, received: RegExp | string][] = [
    [at(['version'], deep), 'version', /^1, the format/, 'an object'],
    [() => parseScript('x'), 'the script', 'an object', '"x"'],
    [at(['version'], 2), 'version', /^1, the format/, '2'],
    [at(['background'], 'red'), 'background', /^a colour/, '"red"'],
    [at(['scenes'], []), 'scenes', 'a list of 1 to 100', '[]'],
    [at(['scenes', 0, 'seconds'], 0), 'scenes[0].seconds', 'a number from 0.1 to 600', '0'],
    [at(['scenes', 0, 'camera', 1, 'at'], 1.5), 'scenes[0].camera[1].at', 'a number from 0 to 1', '1.5'],
    [at(['scenes', 0, 'camera', 1, 'at'], 0), 'scenes[0].camera[1].at', /^more than 0/, '0'],
    [
      at(['scenes', 0, 'camera', 1, 'look'], 'r1c1'),
      'scenes[0].camera[1].look',
      /^"whole", "landing", \{"cell"/,
      /r1c1/,
    ],
    [at(['scenes', 0, 'camera', 1, 'look', 'cell'], 'r0c1'), 'scenes[0].camera[1].look.cell', /"r12c40"/, '"r0c1"'],
    [at(['scenes', 0, 'zoom'], 1), 'scenes[0]', /^no field but seconds, camera, /, '"zoom"'],
    [at(['scenes', 0, 'target', 0, 'ease'], 'soft'), 'scenes[0].target[0].ease', /^linear or in or out/, '"soft"'],
    [at(['scenes', 1, 'scatter'], []), 'scenes[1].scatter', /^nothing beside endless/, '[]'],
    [at(['scenes', 2], WHOLE.scenes[1]), 'scenes[2].endless', /^no second/, 'an object'],
  ];
  for (const [parse, subject, expected, received] of refusals) {
    assert.throws(parse, { code: 'not-a-script', subject, expected, received });
  }
});

test('the script in the documentation is one', () => {
  const text = readFileSync(new URL('../../../../docs/film.md', import.meta.url), 'utf8');
  const [, json] = /```json\n(.*?)```/s.exec(text) ?? [];
  assert.equal(parseScript(JSON.parse(json)).scenes.length, 3);
  for (const style of STYLES) assert.ok(text.includes(`| \`${style}\``), style);
});

test('every style is a script as a file may hold it', () => {
  for (const style of STYLES) {
    const script = styleScript(style, 12);
    assert.deepEqual(parseScript(JSON.parse(JSON.stringify(script))), script);
    assert.ok(isScript(script), style);
    assert.equal(
      script.scenes.reduce((sum, scene) => sum + scene.seconds, 0),
      12,
    );
  }
  assert.throws(() => styleScript('zoom-in', 0), {
    subject: 'seconds',
    expected: 'a number from 0.1 to 600',
    received: 0,
  });
  assert.throws(() => styleScript('zoom-in', Number.NaN), { subject: 'seconds', received: Number.NaN });
});

test('eases go from 0 to 1 and never back; the soft ones are flat at their ends', () => {
  fc.assert(
    fc.property(fc.constantFrom(...EASES), evenly(0, 1), (ease, share) => {
      const [before, here] = [eased(ease, share * 0.999), eased(ease, share)];
      assert.ok(here >= before - 1e-12 && here >= 0 && here <= 1 + 1e-15, `${ease} ${share}: ${before} ${here}`);
    }),
  );
  for (const ease of EASES) assert.deepEqual([eased(ease, 0), eased(ease, 1)], [0, 1]);
  const slope = (f: (s: number) => number, at: number) => (f(at + 1e-5) - f(at - 1e-5)) / 2e-5;
  for (const at of [0, 1]) {
    assert.ok(Math.abs(slope(smooth, at)) < 1e-6);
    assert.ok(Math.abs(slope(hill, at)) < 1e-3);
  }
  assert.ok(slope((s) => eased('in', s), 0.001) < 0.01 && slope((s) => eased('in', s), 0.999) > 1.9);
  assert.ok(slope((s) => eased('out', s), 0.001) > 1.9 && slope((s) => eased('out', s), 0.999) < 0.01);
  assert.deepEqual([hill(0), hill(0.5), hill(1)], [0, 1, 0]);
});
