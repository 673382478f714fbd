/** What a worker thread of a moving mosaic runs. */

import { serveTasks } from '../../work/serve.js';
import { CLIP_TASK } from './clip-task.js';

serveTasks([CLIP_TASK]);
