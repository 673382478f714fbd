/** What a worker thread runs. It loads the tasks of core and nothing else: it is there in a few dozen milliseconds. */

import { TASKS } from '@tesserae/core/tasks';
import { serve } from './serve.js';

serve(TASKS);
