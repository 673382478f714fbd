import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import * as core from '@tesserae/core';
import { GARBAGE_ARGUMENTS, outcomeOf, spoiled, syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';

type Call = (...given: never[]) => unknown;

const photos = Array.from({ length: 12 }, (_, i) => syntheticPhoto(i, 24, 24));
const source: core.PhotoSource = {
  thumbnails: async (first, count) => photos.slice(first, first + count),
  view: async (_, width, height) => syntheticPhoto(1, width, height),
};
const library: core.Library = {
  ids: photos.map((_, i) => i.toString(16).padStart(64, '0')),
  sizes: new Uint32Array(24).fill(24),
  groups: Uint32Array.from(photos, (_, i) => i),
};
const target = syntheticPhoto(99, 30, 20);
const settings: core.SettingsInput = { columns: 6, cell: 4, views: 'whole' };
const input = { target, library, photos: source, settings };
const bands = () => ({ [Symbol.asyncIterator]: () => core.render(made.plan, source, { cell: 4 }) });
const sink: core.Sink<unknown> = {
  write: async () => undefined,
  close: async () => undefined,
  abort: async () => true,
};

let made: core.MakeResult;
let calls: Readonly<Record<string, readonly [Call, ...unknown[]]>>;

before(async () => {
  made = await core.makePlan(input);
  const { plan, certificate } = made;
  const { shape } = plan.layout;
  const size = core.drawnSize(shape, 4);
  const hooks = { signal: new AbortController().signal, onProgress: () => undefined };
  const edit = { swaps: [{ cell: 1, photo: 2 }], lock: [3], bounds: { spacing: 1 }, resolve: 'added' };
  const file = {
    plan,
    target: { path: 'a', sha256: 'b', width: 30, height: 20 },
    library: 'l',
    paths: [...library.ids],
  };
  const facts = [{ taken: '', takenFrom: 'name', width: 1, height: 1 }, undefined];
  const clip = { library, photos: source, settings, shape, size: { width: 30, height: 20 } };
  const film = { landing: 3, photos: source, thumbnails: source, sizes: () => ({ width: 24, height: 24 }), mosaics: 2 };
  const judged = { target, ...size, shape, recolor: 'none', leak: false };
  calls = {
    advise: [core.advise, input, hooks],
    cellName: [core.cellName, 3, shape],
    cellNamed: [core.cellNamed, 'r1c2', shape],
    cellWidth: [core.cellWidth, settings, shape],
    collect: [core.collect, bands(), size.width, size.height],
    decodePlan: [
      core.decodePlan,
      core.encodePlan({ ...file, settings: {}, certificate, violations: [], metrics: null }),
    ],
    drawnSize: [core.drawnSize, shape, 4],
    editPlan: [core.editPlan, { ...input, plan, certificate, edit }, hooks],
    encodePlan: [
      core.encodePlan,
      { ...file, settings: { columns: 6 }, certificate, violations: [], metrics: { edge: 1 } },
    ],
    endlessPlans: [
      core.endlessPlans,
      { plan, target, library, settings, frame: { width: 64, height: 36 }, ...film },
      hooks,
    ],
    errorData: [core.errorData, new Error('one')],
    inlinePool: [core.inlinePool],
    judge: [core.judge, judged],
    layoutOf: [core.layoutOf, shape, 30, 20],
    makePlan: [core.makePlan, { ...input, focus: target, rules: { maxUses: new Uint32Array(12).fill(9) } }, hooks],
    movingMosaic: [core.movingMosaic, { ...clip, steadiness: { margin: 0.1, budget: 0.5 } }, hooks],
    parseScript: [core.parseScript, core.styleScript('morph', 2)],
    parseSettings: [core.parseSettings, { ...settings, size: '9cm', columns: undefined }],
    pipe: [core.pipe, bands(), sink, hooks],
    place: [core.place, shape, 4],
    planSchema: [core.planSchema],
    render: [core.render, plan, source, { cell: 4, window: { x: 1, y: 2, w: 9, h: 8 } }, hooks],
    reportEntries: [core.reportEntries, { plan, paths: file.paths, facts }, 'full'],
    reportSchema: [core.reportSchema],
    scorecard: [core.scorecard, { recolor: 0 }, null],
    scriptSchema: [core.scriptSchema],
    settingsSchema: [core.settingsSchema],
    styleScript: [core.styleScript, 'zoom-in', 4],
    variety: [
      core.variety,
      { shape, photos: plan.photos, count: 12, parts: { crops: plan.crops, mirrored: plan.mirrored } },
    ],
    verifyCertificate: [core.verifyCertificate, certificate],
    verifyPlan: [core.verifyPlan, plan, hooks],
  };
});

test('every public function is called here, and takes what is right', async () => {
  const listed = readFileSync(new URL('../../../../scripts/public-names.txt', import.meta.url), 'utf8');
  const names = listed.split('\n').flatMap((line) => /^core (\w+)$/.exec(line)?.[1] ?? []);
  assert.deepEqual(Object.keys(core).sort(), names);
  const functions = names.filter((name) => /^[a-z]/.test(name));
  assert.deepEqual(Object.keys(calls).sort(), functions);
  for (const [call, ...given] of Object.values(calls)) await outcomeOf(call, given);
});

test('whatever is given, there is a result or a MosaicError', { timeout: 120_000 }, async () => {
  for (const [name, [call, ...given]] of Object.entries(calls)) {
    const any =
      given.length === 0 ? GARBAGE_ARGUMENTS : fc.oneof({ weight: 9, arbitrary: spoiled(given) }, GARBAGE_ARGUMENTS);
    const gives = async (spoilt: unknown[]) => {
      try {
        await outcomeOf(call, spoilt);
      } catch (error) {
        if (!(error instanceof core.MosaicError)) throw new Error(name, { cause: error });
      }
    };
    await fc.assert(fc.asyncProperty(any, gives), { numRuns: 150 });
  }
});

test('what is wrong is named', async () => {
  const { plan } = made;
  await assert.rejects(outcomeOf(core.render, [plan, source, { cell: 0.5 }]), {
    code: 'shape',
    subject: 'options.cell',
    received: '0.5',
  });
  const empty = { ...input, target: { width: 0, height: 0, data: new Uint8ClampedArray(0) } };
  await assert.rejects(core.makePlan(empty), { code: 'shape', subject: 'input.target.width', received: '0' });
  // @ts-expect-error: there is no such setting
  await assert.rejects(core.makePlan({ ...input, settings: { colums: 6 } }), { code: 'settings', subject: 'colums' });
});
