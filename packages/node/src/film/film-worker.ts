/** What a worker thread of a film runs. */

import { serve } from '../work/serve.js';
import { FILM_TASK } from './film-task.js';

serve([FILM_TASK]);
