/**
 * What the name of the package loads: the functions of `index.ts`, each of which checks what it is given first. Types
 * and comments are those of `index.ts`.
 */

import { checked, HOOKS } from '@tesserae/core/internal';
import * as node from './index.js';
import {
  DECODER_OPTIONS,
  ENVIRONMENT,
  GLOB,
  GLOBS,
  IDS,
  INDEX_OPTIONS,
  LIBRARY_FILE,
  LOCK_OPTIONS,
  MODULE,
  NAME,
  OPEN_OPTIONS,
  PATH,
  PATHS,
  PHOTOS_OPTIONS,
  PLATFORM,
  READ_OPTIONS,
  STOP,
  TARGET_OPTIONS,
  THREADS,
} from './public/arguments.js';
import {
  CLIP_FILE,
  CLIP_FILM_INPUT,
  CLIP_FILM_OPTIONS,
  FILM_INPUT,
  FILM_OPTIONS,
  PRINT_HOOKS,
  PRINT_INPUT,
  SINK_OPTIONS,
  ZOOM_INPUT,
  ZOOM_OPTIONS,
} from './public/outputs.js';

type Node = typeof node;

export const defaultLibraryPath: Node['defaultLibraryPath'] = checked(node.defaultLibraryPath, {
  env: ENVIRONMENT,
  platform: PLATFORM,
});
export const fileSink: Node['fileSink'] = checked(node.fileSink, { path: PATH, options: SINK_OPTIONS });
export const findPhotos: Node['findPhotos'] = checked(node.findPhotos, { library: LIBRARY_FILE, glob: GLOB });
export const forgetPhotos: Node['forgetPhotos'] = checked(node.forgetPhotos, {
  library: LIBRARY_FILE,
  globs: GLOBS,
  options: LOCK_OPTIONS,
});
export const indexPhotos: Node['indexPhotos'] = checked(node.indexPhotos, {
  library: LIBRARY_FILE,
  paths: PATHS,
  options: INDEX_OPTIONS,
});
export const inspectFile: Node['inspectFile'] = checked(node.inspectFile, { path: PATH, options: TARGET_OPTIONS });
export const libraryStats: Node['libraryStats'] = checked(node.libraryStats, { library: LIBRARY_FILE });
export const listPhotos: Node['listPhotos'] = checked(node.listPhotos, { library: LIBRARY_FILE });
export const openDecoders: Node['openDecoders'] = checked(node.openDecoders, { options: DECODER_OPTIONS });
export const openLibrary: Node['openLibrary'] = checked(node.openLibrary, { path: PATH, options: OPEN_OPTIONS });
export const openPhotos: Node['openPhotos'] = checked(node.openPhotos, {
  library: LIBRARY_FILE,
  ids: IDS,
  options: PHOTOS_OPTIONS,
});
export const openPool: Node['openPool'] = checked(node.openPool, { jobs: THREADS, entry: MODULE });
export const printPlan: Node['printPlan'] = checked(node.printPlan, {
  path: PATH,
  print: PRINT_INPUT,
  hooks: PRINT_HOOKS,
});
export const probeClip: Node['probeClip'] = checked(node.probeClip, { file: CLIP_FILE, hooks: STOP });
export const readLibrary: Node['readLibrary'] = checked(node.readLibrary, {
  library: LIBRARY_FILE,
  options: READ_OPTIONS,
});
export const readTarget: Node['readTarget'] = checked(node.readTarget, { target: NAME, options: TARGET_OPTIONS });
export const repairLibrary: Node['repairLibrary'] = checked(node.repairLibrary, { path: PATH, options: INDEX_OPTIONS });
export const verifyLibrary: Node['verifyLibrary'] = checked(node.verifyLibrary, { library: LIBRARY_FILE });
export const writeClip: Node['writeClip'] = checked(node.writeClip, {
  input: CLIP_FILM_INPUT,
  options: CLIP_FILM_OPTIONS,
  hooks: HOOKS,
});
export const writeFilm: Node['writeFilm'] = checked(node.writeFilm, {
  input: FILM_INPUT,
  options: FILM_OPTIONS,
  hooks: HOOKS,
});
export const writeZoom: Node['writeZoom'] = checked(node.writeZoom, {
  path: PATH,
  input: ZOOM_INPUT,
  options: ZOOM_OPTIONS,
  hooks: HOOKS,
});
