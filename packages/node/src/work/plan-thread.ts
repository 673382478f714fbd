/** The thread of `decode-plan.ts`. */

import { parentPort, workerData } from 'node:worker_threads';
import { decodePlan, errorData, MosaicError } from '@tesserae/core';
import type { PlanAnswer } from './decode-plan.js';

if (parentPort === null) throw new MosaicError('failed', { subject: 'plan', expected: 'to be started as a thread' });

function answer(): PlanAnswer {
  try {
    // who starts this thread sends bytes
    const bytes = workerData as Uint8Array;
    return { saved: decodePlan(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')) };
  } catch (error) {
    return { error: errorData(error) };
  }
}

parentPort.postMessage(answer());
