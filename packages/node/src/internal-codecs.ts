/** What tests use of the codecs and of decoder processes: loading this loads libvips, which the main process never does. Nothing here is a promise. */

export { hevcCodePoints } from './codecs/colours/hevc-colours.js';
export { CODEC_VERSION, openPicture, overWhite } from './codecs/libvips.js';
export { type DecodeFileRequest, decodeFile } from './decoders/operations/decode-file.js';
export { decodePhoto } from './decoders/operations/decode-photo.js';
export { readHeader, readPhotoHeader } from './decoders/operations/header.js';
export { type EstimateInput, estimateMemory, tooLarge } from './decoders/operations/memory-estimate.js';
export { type Opened, openFile as openOpenFile } from './decoders/operations/open.js';
export { lostPicture } from './decoders/operations/second-look.js';
export { decodeReduced } from './decoders/operations/target-pixels.js';
export { OPERATIONS } from './decoders/process/operations.js';
export { endWithParent } from './decoders/process/orphan.js';
export { type RequestMemory, serveOperations } from './decoders/process/serve.js';
export { codecCheck } from './doctor/checks.js';
export { checkOddFile, ODD_SIZE, oddFiles } from './doctor/odd-files.js';
export { readOriginal } from './origins/source.js';
