export { writeWhole } from './files/output.js';
export { defaultLibraryPath } from './library/default-path.js';
export { type LibraryFile, type OpenOptions, openLibrary } from './library/file.js';
export { type IndexOptions, indexPhotos } from './library/index-photos.js';
export { type ReadLibrary, readLibrary } from './library/read-library.js';
export type { IndexReport, RefusedFile } from './library/report.js';
export { openPhotos, type PhotosOptions } from './photos/open-photos.js';
export { checkFits, FORMATS, type Format, formatOf, largestCell } from './write/formats.js';
export { type FileSinkOptions, fileSink } from './write/sink.js';
