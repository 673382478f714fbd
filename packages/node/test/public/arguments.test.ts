import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { MosaicError, makePlan, styleScript } from '@tesserae/core';
import * as node from '@tesserae/node';
import { chooseFormat, fitOnSheet, onePage } from '@tesserae/node/internal';
import { GARBAGE_ARGUMENTS, outcomeOf, spoiled, syntheticPhoto, temporaryFolder, writePhotos } from '@tesserae/testing';
import fc from 'fast-check';

type Call = (...given: never[]) => unknown;

const folder = temporaryFolder({ after });
const target = syntheticPhoto(99, 30, 20);
const stopped = { signal: AbortSignal.abort() };
let calls: Readonly<Record<string, readonly [Call, ...unknown[]]>>;
let library: node.LibraryFile;
let decoders: node.Decoders;

/** What opens, closed at once. */
function closing(open: (...given: never[]) => unknown): Call {
  return async (...given) => {
    const opened = (await open(...given)) as { close?(): unknown; abort?(reason: unknown): unknown };
    await (opened.abort ? opened.abort('enough') : opened.close?.());
  };
}

before(async () => {
  process.chdir(folder); // a name may be any text: what it makes is removed with the folder
  mkdirSync('photos');
  const [first] = await writePhotos('photos', 6);
  library = await node.openLibrary('a.tesserae', { create: true });
  decoders = node.openDecoders({ jobs: 1 });
  await node.indexPhotos(library, ['photos'], { decoders });
  const read = node.readLibrary(library);
  const photos = node.openPhotos(library, read.library.ids, { decoders });
  const settings = { columns: 6, cell: 4 };
  const { plan } = await makePlan({ target, library: read.library, photos, settings });
  const drawn = { plan, photos, cell: 4, target };
  // how a film is encoded is chosen by the package itself
  const format: object = Object.create(
    await chooseFormat('a.gif', { width: 64, height: 36, fps: 5, frames: 5, encoder: 'auto' }),
  );
  const { sizes } = read.library;
  const sheet = { width: 60, height: 40 };
  const pages = onePage(sheet, { bleed: 0, marks: false });
  const fitted = fitOnSheet(sheet, sheet, 'whole', 0);
  const printed = { pages, fitted, views: 1e6, parallel: 1, quality: 90, picture: true };
  const cards = [{ name: 'one', cells: [1, 2], photo: 0 }];
  const told = { quality: 90, photoSize: 0, told: 'ids', title: 'a', url: '', fades: false, singleFile: false };
  const film = { plan, landing: 1, photos, sizes: () => target, script: styleScript('zoom-in', 1) };
  const kind = { name: 'MP4', demuxer: 'mov' };
  const clip = { clip: { path: 'a.mp4', kind, width: 9, height: 9 }, frames: 9, shape: plan.layout.shape };
  calls = {
    defaultLibraryPath: [node.defaultLibraryPath, { HOME: folder }, 'linux'],
    fileSink: [closing(node.fileSink), 'a.png', { width: 30, height: 20, quality: 90, dpi: 100, force: true }],
    findPhotos: [node.findPhotos, library, '*.jpg'],
    forgetPhotos: [node.forgetPhotos, library, ['nothing'], { wait: 0 }],
    indexPhotos: [
      node.indexPhotos,
      library,
      ['photos'],
      { decoders, filter: { minSide: 1 }, ignore: ['x'], listed: [] },
    ],
    inspectFile: [node.inspectFile, first, { decoders }],
    libraryStats: [node.libraryStats, library],
    listPhotos: [node.listPhotos, library],
    openDecoders: [closing(node.openDecoders), { jobs: 1, memory: 1e8, timeout: 1000 }],
    openLibrary: [closing(node.openLibrary), 'a.tesserae', { readOnly: true, create: false }],
    openPhotos: [node.openPhotos, library, read.library.ids, { decoders }],
    openPool: [closing(node.openPool), 1],
    printPlan: [
      node.printPlan,
      'a.pdf',
      { ...drawn, ...printed, cards, sizes, title: '', slug: '' },
      { ...stopped, force: true },
    ],
    probeClip: [node.probeClip, { path: 'none.mp4', kind }, stopped],
    readLibrary: [node.readLibrary, library, { below: ['photos'], filter: { since: 0 }, only: new Set() }],
    readTarget: [node.readTarget, first, { decoders }],
    repairLibrary: [node.repairLibrary, 'a.tesserae', { decoders }],
    verifyLibrary: [node.verifyLibrary, library],
    writeClip: [
      node.writeClip,
      { ...clip, library: read.library, photos, settings, budget: 0.5 },
      { format, cell: 4, jobs: 1, force: true },
      stopped,
    ],
    writeFilm: [node.writeFilm, film, { frame: { width: 64, height: 36, fps: 5 }, format, jobs: 1 }, stopped],
    writeZoom: [node.writeZoom, 'a', { plan, photos, library, paths: read.paths }, { cell: 4, ...told }, stopped],
  };
});

after(() => {
  library.close();
  decoders.close();
});

/** Calls, and lets pass what is said on purpose. */
async function attempt(name: string, call: Call, given: readonly unknown[]): Promise<void> {
  try {
    await outcomeOf(call, given);
  } catch (error) {
    if (!(error instanceof MosaicError)) throw new Error(name, { cause: error });
  }
}

test('every public function is called here', () => {
  const listed = readFileSync(new URL('../../../../scripts/public-names.txt', import.meta.url), 'utf8');
  const names = listed.split('\n').flatMap((line) => /^node (\w+)$/.exec(line)?.[1] ?? []);
  assert.deepEqual(Object.keys(node).sort(), names);
  assert.deepEqual(Object.keys(calls).sort(), names);
});

test('what is right is taken', async () => {
  const stops = ['printPlan', 'probeClip', 'writeClip', 'writeFilm', 'writeZoom'];
  for (const [name, [call, ...given]] of Object.entries(calls)) {
    if (stops.includes(name))
      await assert.rejects(outcomeOf(call, given), (error: MosaicError) => error.code !== 'shape', name);
    else await outcomeOf(call, given);
  }
});

test('whatever is given, there is a result or a MosaicError', { timeout: 120_000 }, async () => {
  for (const [name, [call, ...given]] of Object.entries(calls)) {
    const any = fc.oneof({ weight: 9, arbitrary: spoiled(given) }, GARBAGE_ARGUMENTS);
    await fc.assert(
      fc.asyncProperty(any, (spoilt) => attempt(name, call, spoilt)),
      { numRuns: 30 },
    );
  }
});
