/** What a decoder process runs. */

import { CODEC_VERSION } from './engine.js';
import { serve } from './serve.js';
import { SKILLS } from './skills.js';

serve({ ...SKILLS }, CODEC_VERSION);
