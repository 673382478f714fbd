/**
 * What a worker thread runs. It loads the tasks of core, how thumbnails are decoded, and nothing else: it is there in a few
 * dozen milliseconds.
 */

import { describeTask, TASKS } from '@tesserae/core/tasks';
import { decodeSharedThumbnail } from '../codecs/thumbnail.js';
import { serveTasks } from './serve.js';

serveTasks([...TASKS, describeTask(decodeSharedThumbnail)]);
