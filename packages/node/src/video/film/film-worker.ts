/** What a worker thread of a film runs. */

import { serveTasks } from '../../work/serve.js';
import { FILM_TASK } from './film-task.js';

serveTasks([FILM_TASK]);
