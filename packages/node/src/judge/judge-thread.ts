/** The thread of `background-judge.ts`. */

import { parentPort, workerData } from 'node:worker_threads';
import { errorData, judge, MosaicError } from '@tesserae/core';
import { bytesOf, type JudgeAnswer, type JudgeMessage } from './background-judge.js';

if (parentPort === null) throw new MosaicError('failed', { subject: 'judge', expected: 'to be started as a thread' });
const port = parentPort;
const bandJudge = judge(workerData);
const answer = (message: JudgeAnswer) => port.postMessage(message);

port.on('message', (message: JudgeMessage) => {
  try {
    if (message === 'end') return answer(bandJudge.result());
    bandJudge.mosaic(message);
    answer(bytesOf(message));
  } catch (error) {
    answer({ error: errorData(error) });
  }
});
