/** What decodes, with a process that all tests of a file share: starting one is most of what a small collection takes. */

import { after } from 'node:test';
import * as node from '@tesserae/node';

const own = node.openDecoders({ jobs: 1 });
after(() => own.close());

// between two runs, the process would be stopped to make room
const decoders: node.Decoders = { ...own, stopIdle: () => undefined };

export const indexPhotos: typeof node.indexPhotos = (library, paths, options) =>
  node.indexPhotos(library, paths, { decoders, ...options });

export const repairLibrary: typeof node.repairLibrary = (path, options) =>
  node.repairLibrary(path, { decoders, ...options });

export const openPhotos: typeof node.openPhotos = (library, ids, options) =>
  node.openPhotos(library, ids, { decoders, ...options });

export const readTarget: typeof node.readTarget = (path, options) => node.readTarget(path, { decoders, ...options });

export const inspectFile: typeof node.inspectFile = (path, options) => node.inspectFile(path, { decoders, ...options });
