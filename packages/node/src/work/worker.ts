/**
 * What a worker thread runs. It loads the tasks of core, how thumbnails are decoded, and nothing else: it is there in a few
 * dozen milliseconds.
 */

import { describeTask, TASKS } from '@tesserae/core/tasks';
import { lookAtThumbnail } from '../decode/thumbnail-code.js';
import { serve } from './serve.js';

serve([...TASKS, describeTask(lookAtThumbnail)]);
