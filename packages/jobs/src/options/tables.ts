/** Every job's table, without the jobs: help, schemas and documentation need no more. */

export { CLIP } from '../clip/options.js';
export { EDIT } from '../edit/options.js';
export { FILM } from '../film/options.js';
export { INDEX } from '../index-photos/options.js';
export { EXPORT, FORGET, HIDE, LIBRARY_ALONE, LIST, REPAIR, SHOW } from '../library/options.js';
export { MAKE } from '../make/options.js';
export { PRINT } from '../print/options.js';
export { RENDER } from '../render/options.js';
export { SCORE } from '../score/options.js';
export { VERIFY } from '../verify/options.js';
export { ZOOM } from '../zoom/options.js';
export { choice, FILE, FLAG, texts } from './kinds.js';
export type { AnyTable, Option, OptionTable, Rows, WithSettings } from './option.js';
