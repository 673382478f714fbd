/** Whole files of each kind that `READERS` reads, small ones. */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePlan, layoutOf, styleScript } from '@tesserae/core';
import { indexPhotos, openLibrary } from '@tesserae/node';
import { loosePlan } from '../loose-plan.js';
import { writePhotos } from '../pictures.js';
import { zipOf } from '../zip.js';

/** Name of a reader → its files. @param folder  an empty one to work in */
export async function strangerSources(folder: string): Promise<Readonly<Record<string, readonly Uint8Array[]>>> {
  const photos = join(folder, 'sources');
  mkdirSync(photos);
  const paths = await writePhotos(photos, 8, { width: 64, height: 48 });
  const data = paths.map((path) => readFileSync(path));
  const path = join(folder, 'source.tesserae');
  writeFileSync(path, '');
  const library = await openLibrary(path, { create: true });
  await indexPhotos(library, [photos]);
  library.close();
  const sources = {
    plan: [planText('grid'), planText('brick')],
    script: [JSON.stringify(styleScript('zoom-in', 8)), JSON.stringify(styleScript('endless', 8))],
    settings: [
      JSON.stringify({
        columns: 60,
        shape: '3:2',
        size: '60x90cm',
        dpi: 200,
        maxUses: 4,
        memory: '512M',
        layout: 'brick',
      }),
    ],
    names: [
      'name,photo\nRuth,beach.jpg\nTom,"IMG_00*.jpg"\nRuth,2019/**/IMG_0031*\n',
      'Name;Photo\nJosé;*beach*\n"Ann;a";2019\n',
    ],
    ignore: ['*.jpg\n!IMG_0001*\nPictures/**/summer/\n/ruth/[a-c]*\n# no\nb\\ \n', '**/2019/**\n[[:digit:]]*\n'],
    zip: [zipOf(data.map((each, i) => ({ name: `2019/summer/${i}.jpg`, data: each, deflated: i % 2 === 0 })))],
    library: [readFileSync(path)],
  };
  rmSync(photos, { recursive: true });
  rmSync(path);
  return Object.fromEntries(
    Object.entries(sources).map(([name, files]) => [name, files.map((file) => Buffer.from(file))]),
  );
}

function planText(kind: 'grid' | 'brick'): string {
  const layout = layoutOf({ kind, columns: 12, rows: 9, cell: [4, 3] }, 160, 90);
  const cells = layout.classOf.length;
  const ids = Array.from({ length: 9 }, (_, i) => String(i).repeat(64));
  const plan = loosePlan(
    layout,
    Uint32Array.from({ length: cells }, (_, i) => i % 9),
    9,
    { ids },
  );
  return encodePlan({
    plan: { ...plan, rules: { ...plan.rules, spacing: 2 } },
    target: { path: 'dolphin.jpg', sha256: 'a'.repeat(64), width: 160, height: 90 },
    library: 'a.tesserae',
    paths: ids.map((id) => `/home/ruth/${id[0]}.jpg`),
    settings: { columns: 12, shape: [4, 3], layout: kind },
    certificate: { cost: 3, lowerBound: 2, gap: 0.5, spaced: true, steps: 60, converged: true },
    violations: [],
    metrics: { far_dE: 1.5 },
  });
}
