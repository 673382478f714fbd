/** The thread of `judge-aside.ts`. */

import { parentPort, workerData } from 'node:worker_threads';
import { judge, MosaicError } from '@tesserae/core';
import { bytesOf, type JudgeAnswer, type JudgeMessage, see } from './judge-aside.js';

if (parentPort === null) throw new MosaicError('failed', 'The judge expects to be started as a thread.');
const port = parentPort;
const eye = judge(workerData);
const answer = (message: JudgeAnswer) => port.postMessage(message);

port.on('message', (message: JudgeMessage) => {
  if (message === 'end') return answer(eye.result());
  see(eye, message);
  answer(bytesOf(message));
});
