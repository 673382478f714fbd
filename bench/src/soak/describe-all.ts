/**
 * A process that opens a library and describes all its photos: `node describe-all.js LIBRARY VIEWS [THREADS]`, on as many
 * worker threads as there are processors unless told; with 0 in its own. Prints one JSON line.
 */

import { parseSettings } from '@tesserae/core';
import { describePhotos, multiscaleDescriptor, viewsFor } from '@tesserae/core/internal';
import { openLibrary, openPhotos, openPool, readLibrary } from '@tesserae/node';

const SQUARES = { match: 'multiscale', detail: 50, cell: [1, 1], classes: [{ aspect: [1, 1] }], cut: false } as const;

const [path, views, threads] = process.argv.slice(2);
const begun = performance.now();
const file = await openLibrary(path, { readOnly: true });
const { library } = readLibrary(file);
const opened = performance.now();
const photos = openPhotos(file, library.ids);
const set = viewsFor(parseSettings({ views }), library.ids.length);
const pool = threads === '0' ? undefined : openPool(threads === undefined ? undefined : Number(threads));
const description = { descriptor: multiscaleDescriptor(SQUARES), classes: [{ aspect: [1, 1] as const }], set };
const { features } = await describePhotos({ library, photos, pool }, description);
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage();
const cpu = (user + system) / 1e6;
const bytes = features.data.byteLength;
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ cpu, bytes, peak, opening: (opened - begun) / 1000, seconds }));
await pool?.close();
file.close();
