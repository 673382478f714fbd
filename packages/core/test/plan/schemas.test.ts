import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodePlan,
  encodePlan,
  layoutOf,
  type Plan,
  type PlanFile,
  planSchema,
  REPORT_LEVELS,
  REPORT_SCHEMA,
  type ReportLevel,
  reportEntries,
  reportSchema,
  UNLIMITED,
} from '@tesserae/core/internal';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
const isPlan = ajv.compile(planSchema());
const isReport = ajv.compile(reportSchema());

const IDS = ['0'.repeat(64), '1'.repeat(64), 'f'.repeat(64)];
const PATHS = ['/home/ruth/Pictures/beach.jpg', '/home/ruth/takeout.zip/2019/cake.heic', '/home/ruth/unused.png'];

/** Two by two cells of three photos, of which two are used. */
function smallPlan(): Plan {
  return {
    layout: layoutOf({ kind: 'grid', columns: 2, rows: 2, cell: [3, 2] }, 60, 40),
    photos: Uint32Array.of(1, 0, 0, 1),
    ids: IDS,
    crops: Float32Array.from({ length: 16 }, (_, i) => (i % 4 < 2 ? 0.1 : 0.8)),
    mirrored: Uint8Array.of(0, 1, 1, 0),
    tint: new Float32Array(12).fill(1.25),
    overlay: 0,
    rules: {
      minUses: new Uint32Array(3),
      maxUses: new Uint32Array(3).fill(UNLIMITED),
      spacing: 0,
      pinned: Int32Array.of(-1, -1, 0, -1),
      groupBudget: true,
    },
    groups: Uint32Array.of(0, 1, 2),
    seed: 7,
  };
}

function planFile(plan: Plan): PlanFile {
  return {
    plan,
    target: { path: '/home/ruth/dolphin.jpg', sha256: 'a'.repeat(64), width: 60, height: 40 },
    library: '/home/ruth/l.tesserae',
    paths: PATHS,
    settings: { columns: 2, shape: [3, 2] },
    certificate: {
      ...{ cost: 3, lowerBound: 0, gap: Number.POSITIVE_INFINITY },
      ...{ spaced: true, steps: 60, converged: true },
    },
    violations: [],
    metrics: { far_dE: 1.5 },
  };
}

test('plans fit their schema', () => {
  const whole = JSON.parse(encodePlan(planFile(smallPlan())));
  for (const json of [whole, { ...whole, metrics: null, certificate: null }]) {
    assert.ok(isPlan(json), ajv.errorsText(isPlan.errors));
    decodePlan(JSON.stringify(json));
  }
});

test('whatever the reader takes for a plan, its schema takes for one', () => {
  const whole = JSON.parse(encodePlan(planFile(smallPlan())));
  const places = placesIn(whole, []);
  let taken = 0;
  const change = fc.oneof(fc.constantFrom(undefined, null, 0, 1, -1, 2, 0.5, '', 'x', [], {}, true), fc.integer());
  fc.assert(
    fc.property(fc.constantFrom(...places), change, (place, value) => {
      const text = JSON.stringify(changed(whole, place, value));
      try {
        decodePlan(text);
      } catch {
        return;
      }
      taken++;
      const said = `${place.join('.')} = ${JSON.stringify(value)}: ${ajv.errorsText(isPlan.errors)}`;
      assert.ok(isPlan(JSON.parse(text)), said);
    }),
    { numRuns: 2000 },
  );
  assert.ok(taken > 100, String(taken));
});

test('the plan schema refuses what is of another kind', () => {
  const whole = JSON.parse(encodePlan(planFile(smallPlan())));
  for (const name of Object.keys(whole)) {
    assert.equal(isPlan({ ...whole, [name]: name === 'photos' ? 'x' : false }), false, name);
  }
  assert.equal(isPlan({ ...whole, schema: whole.schema + 1 }), false);
});

const FACTS = [
  { taken: '2019-07-04T15:30:12', takenFrom: 'exif', width: 4000, height: 3000 },
  { taken: '2026-01-01T00:00:00', takenFrom: 'mtime', width: 30, height: 40 },
  undefined,
] as const;

function report(level: ReportLevel) {
  const photos = reportEntries({ plan: smallPlan(), paths: PATHS, facts: FACTS }, level);
  return { schema: REPORT_SCHEMA, level, columns: 2, rows: 2, certificate: null, photos };
}

test('reports of every level fit their schema, and none passes for another', () => {
  for (const level of REPORT_LEVELS) {
    assert.ok(isReport(JSON.parse(JSON.stringify(report(level)))), ajv.errorsText(isReport.errors));
    for (const other of REPORT_LEVELS) {
      if (other !== level) assert.equal(isReport({ ...report(level), level: other }), false, `${level} as ${other}`);
    }
  }
});

test('a level tells what it says and nothing more', () => {
  const [ids, captions, full] = REPORT_LEVELS.map((level) => report(level).photos);
  assert.deepEqual(ids[0], { photo: 0, uses: 2, cells: ['r1c1', 'r2c2'] }, 'the first that is met');
  assert.deepEqual(captions[1], {
    ...{ photo: 1, name: 'beach.jpg', taken: '2019-07-04', uses: 2, cells: ['r1c2', 'r2c1'] },
  });
  assert.deepEqual([captions[0].name, captions[0].taken], ['cake.heic', '']);
  assert.deepEqual([full[1].taken, full[1].takenFrom, full[1].path], ['2026-01-01T00:00:00', 'mtime', PATHS[1]]);
  assert.deepEqual([full[2].uses, full[2].taken, full[2].width, full[2].sha256], [0, '', 0, IDS[2]]);
  assert.doesNotMatch(JSON.stringify(ids), /beach|2019|ruth|000000/);
  assert.doesNotMatch(JSON.stringify(captions), /ruth|\/|000000/);
});

type Place = readonly (string | number)[];

/** The places of all values in a JSON value but the whole. */
function placesIn(json: unknown, at: Place): Place[] {
  if (typeof json !== 'object' || json === null) return [at];
  const below = Object.entries(json).flatMap(([key, value]) => placesIn(value, [...at, key]));
  return at.length === 0 ? below : [at, ...below];
}

/** A copy with another value at a place. */
// biome-ignore lint/suspicious/noExplicitAny: any JSON
function changed(json: any, [key, ...rest]: Place, value: unknown): unknown {
  const copy = Array.isArray(json) ? [...json] : { ...json };
  copy[key] = rest.length === 0 ? value : changed(json[key], rest, value);
  return copy;
}
