/** What a worker thread of a film runs. */

import { serveTasks } from '../work/serve.js';
import { CLIP_TASK } from './clip/clip-task.js';
import { FILM_TASK } from './film/film-task.js';

serveTasks([FILM_TASK, CLIP_TASK]);
