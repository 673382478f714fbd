/** What a decoder process runs. */

import { CODEC_VERSION } from '../../codecs/libvips.js';
import { OPERATIONS } from './operations.js';
import { serveOperations } from './serve.js';

serveOperations({ ...OPERATIONS }, CODEC_VERSION);
