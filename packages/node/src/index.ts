export { writeWhole } from './files/output.js';
export { checkFits, FORMATS, type Format, formatOf, largestCell } from './write/formats.js';
export { type FileSinkOptions, fileSink } from './write/sink.js';
