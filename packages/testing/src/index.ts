export { bombs } from './bombs.js';
export { CANARIES, type Planted, plantCanaries } from './canaries.js';
export { writeCollection } from './collection.js';
export { differences } from './differences.js';
export { filesOf, findIn, findInFiles, type Needles, needlesOf, tellingTags } from './find-canaries.js';
export { type Scope, temporaryFolder } from './folder.js';
export { golden } from './golden.js';
export { type LooseParts, loosePlan } from './loose-plan.js';
export { largestJump, type Motion, motionOf } from './motion.js';
export { canRun, hasCommand } from './need.js';
export { hurryClock } from './pauses/hurried-clock.js';
export { longestStretch, type Stretch } from './pauses/longest-stretch.js';
export { type WatchedSignal, watchedSignal } from './pauses/watched-signal.js';
export { syntheticPhoto } from './photos.js';
export { type PhotosOnDisk, type PictureFormat, readPicture, writePhotos, writePicture } from './pictures.js';
export { type PlainMosaic, plainMosaic, shrunk } from './plain-mosaic.js';
export { samplesFolder } from './samples.js';
export {
  hasSecondJudge,
  type JudgedMosaic,
  type MosaicFiles,
  SECOND_JUDGE,
  secondJudge,
  secondJudgeOfFiles,
} from './second-judge.js';
export { layerFrames, nearestFrames, slowZoom, spriteFrames, ZOOM_WIDTH } from './slow-zoom.js';
export { mutant } from './strangers/mutants.js';
export { GARBAGE_ARGUMENTS, outcomeOf, spoiled } from './strangers/spoiled.js';
export { type ZipEntry, zipOf } from './zip.js';
