/**
 * `npm run bench:capped`: mosaics under a tight cap of uses, beside the best that most programs do: cells from top to
 * bottom, each the nearest view whose photo has uses left and does not repeat nearby.
 *
 *     npm run bench:capped -- --max-uses 16 --effort balanced
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  judge,
  makePlan,
  type PhotoSource,
  type Plan,
  parseSettings,
  type Raster,
  render,
  variety,
} from '@tesserae/core';
import {
  assignmentCost,
  type DescribedViews,
  describeCells,
  describePhotos,
  multiscaleDescriptor,
  type Problem,
  viewsFor,
} from '@tesserae/core/internal';
import { indexPhotos, openLibrary, openPhotos, openPool, readLibrary, readTarget } from '@tesserae/node';
import { samplesFolder } from '@tesserae/testing';
import { fillInRasterOrder } from './assignment/raster-greedy.js';

const SQUARES = { match: 'multiscale', detail: 50, cell: [1, 1], classes: [{ aspect: [1, 1] }], cut: false } as const;

const TARGETS = ['01-mona-lisa.png', '05-harvesters-bruegel.webp', '07-venice-turner.webp', '10-parrots-kodim23.png'];
const CELL = 40;

const { values } = parseArgs({
  options: {
    'max-uses': { type: 'string', default: '16' },
    effort: { type: 'string', default: 'balanced' },
    'no-refine': { type: 'boolean', default: false },
    target: { type: 'string', default: '' },
  },
});
const samples = samplesFolder();
if (samples === undefined) throw new Error('needs the samples beside the repository');
const settings = parseSettings({
  columns: 80,
  maxUses: Number(values['max-uses']),
  effort: values.effort,
  refine: !values['no-refine'],
});

const folder = mkdtempSync(join(tmpdir(), 'tesserae-capped-'));
const pool = openPool(2);
try {
  const file = await openLibrary(join(folder, 'samples.tesserae'), { create: true });
  await indexPhotos(file, [join(samples, 'photos')]);
  const { library } = readLibrary(file);
  const photos = openPhotos(file, library.ids);
  const description = {
    descriptor: multiscaleDescriptor(SQUARES),
    classes: [{ aspect: [1, 1] as const }],
    set: viewsFor(settings, library.ids.length),
  };
  const views = await describePhotos({ library, photos, pool }, description);

  console.log(`At most ${settings.maxUses} uses, effort ${settings.effort}, refine ${settings.refine}.\n`);
  console.log('| target | method | cost | to raster | certified | far_dE | edge | near | twins | CPU s |');
  console.log('|---|---|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const name of TARGETS.filter((each) => each.includes(values.target))) {
    const { raster: target } = await readTarget(join(samples, 'targets', name));
    const begun = process.cpuUsage();
    const { plan, certificate } = await makePlan({ target, library, photos, settings, pool });
    const used = process.cpuUsage(begun);
    const problem = await problemOf(target, plan, views);
    const raster = fillInRasterOrder(problem);
    const theirCost = assignmentCost(problem, raster);
    const card = await cardOf(withViews(plan, views, raster), target, photos);
    console.log(`| ${name} | raster greedy | ${theirCost} | 1 | | ${card} | |`);
    const { cost, gap } = certificate;
    const seconds = ((used.user + used.system) / 1e6).toFixed(2);
    const ours = await cardOf(plan, target, photos);
    console.log(
      `| | ours | ${cost} | ${(cost / theirCost).toFixed(3)} | ${(gap * 100).toFixed(2)} % | ${ours} | ${seconds} |`,
    );
  }
  file.close();
} finally {
  await pool.close();
  rmSync(folder, { recursive: true });
}

async function problemOf(target: Raster, plan: Plan, { features }: DescribedViews): Promise<Problem> {
  const cells = await describeCells(target, plan.layout, multiscaleDescriptor(SQUARES));
  return { cells, views: features, layout: plan.layout, rules: plan.rules, groups: plan.groups };
}

function withViews(plan: Plan, { features, crops, mirrored }: DescribedViews, assignment: Uint32Array): Plan {
  const chosen = new Float32Array(assignment.length * 4);
  assignment.forEach((view, cell) => {
    chosen.set(crops.subarray(view * 4, view * 4 + 4), cell * 4);
  });
  return {
    ...plan,
    photos: assignment.map((view) => features.owner[view]),
    crops: chosen,
    mirrored: Uint8Array.from(assignment, (view) => mirrored[view]),
  };
}

/** far_dE, edge, edge_near and twins. */
async function cardOf(plan: Plan, target: Raster, photos: PhotoSource): Promise<string> {
  const { columns, rows } = plan.layout.shape;
  const size = { width: columns * CELL, height: rows * CELL };
  const judging = judge({ target, ...size, shape: plan.layout.shape, recolor: 'none', leak: false });
  for await (const band of render(plan, photos, { cell: CELL })) judging.mosaic(band);
  const { far_dE, edge, edge_near } = judging.result();
  const { twins } = variety({ shape: plan.layout.shape, photos: plan.photos, count: plan.ids.length });
  return `${far_dE.toFixed(2)} | ${edge.toFixed(4)} | ${edge_near.toFixed(4)} | ${twins.toFixed(3)}`;
}
