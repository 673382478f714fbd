/** What a worker thread of a moving mosaic runs. */

import { serve } from '../../work/serve.js';
import { CLIP_TASK } from './clip-task.js';

serve([CLIP_TASK]);
