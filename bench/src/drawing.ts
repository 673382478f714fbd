/**
 * Draws a mosaic of photos strewn at random, for time and memory:
 *
 *     node bench/dist/drawing.js LIBRARY COLUMNSxROWS CELL OUT…
 *
 * LIBRARY is a file that `indexPhotos` has made. Each OUT is drawn by a process of its own, one after the other.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { drawnSize, type Plan, pipe, render } from '@tesserae/core';
import { layoutOf, randomFrom } from '@tesserae/core/internal';
import { fileSink, openLibrary, openPhotos, readLibrary } from '@tesserae/node';
import { loosePlan } from '@tesserae/testing';

/** A plan that needs no solving. */
function strewn(ids: readonly string[], columns: number, rows: number): Plan {
  const random = randomFrom(1);
  const photos = Uint32Array.from({ length: columns * rows }, () => Math.floor(random() * ids.length));
  const layout = layoutOf({ kind: 'grid', columns, rows, cell: [1, 1] }, columns, rows);
  return loosePlan(layout, photos, ids.length, { ids });
}

const [libraryPath, size, cellText, ...outs] = process.argv.slice(2);
const [columns, rows] = size.split('x').map(Number);
const cell = Number(cellText);

if (outs.length > 1) {
  const self = fileURLToPath(import.meta.url);
  for (const out of outs) {
    execFileSync(process.execPath, [self, libraryPath, size, cellText, out], { stdio: 'inherit' });
  }
} else {
  const library = await openLibrary(libraryPath, { readOnly: true });
  const { ids } = readLibrary(library).library;
  const plan = strewn(ids, columns, rows);
  const { width, height } = drawnSize(plan.layout.shape, cell);

  const begun = performance.now();
  let encoding = begun;
  const onProgress = () => {
    encoding = performance.now();
  };
  const sink = await fileSink(outs[0], { width, height, force: true });
  await pipe(render(plan, openPhotos(library, ids), { cell }, { onProgress }), sink);
  const ended = performance.now();
  library.close();

  const sum = createHash('sha256');
  await pipeline(createReadStream(outs[0]), sum);
  const cpu = process.cpuUsage();
  const columnsOfTable = [
    outs[0].slice(outs[0].lastIndexOf('.') + 1),
    `${((width * height) / 1e6).toFixed(0)} Mpx`,
    `${((ended - begun) / 1000).toFixed(2)} s`,
    `of which after the last band ${((ended - encoding) / 1000).toFixed(2)} s`,
    `CPU ${((cpu.user + cpu.system) / 1e6).toFixed(2)} s`,
    `${(statSync(outs[0]).size / 1e6).toFixed(1)} MB`,
    `peak RSS ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
    sum.digest('hex').slice(0, 12),
  ];
  console.log(columnsOfTable.join(' | '));
}
