/** What a Web Worker runs: the tasks of core. */

import { TASKS, taskServer, type WorkerRequest } from '@tesserae/core/tasks';

const serve = taskServer(TASKS, (response) => self.postMessage(response));
self.addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => serve(data));
