/** A process that opens a library and describes all its photos: `node describe-all.js LIBRARY VIEWS`. Prints one JSON line. */

import { describePhotos, parseSettings, pyramidDescriptor } from '@tesserae/core';
import { openLibrary, openPhotos, readLibrary } from '@tesserae/node';

const [path, views] = process.argv.slice(2);
const begun = performance.now();
const file = await openLibrary(path, { readOnly: true });
const { library } = readLibrary(file);
const opened = performance.now();
const photos = openPhotos(file, library.ids);
const { views: set } = parseSettings({ views });
const { features } = await describePhotos(library, photos, { descriptor: pyramidDescriptor(), aspect: 1, set });
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage();
const cpu = (user + system) / 1e6;
file.close();
const bytes = features.data.byteLength;
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ cpu, bytes, peak, opening: (opened - begun) / 1000, seconds }));
