/** The terminal of `--json`: one JSON object a line on stdout, and nothing else. Fields are added, never changed. */

import type { Progress } from '@tesserae/core';
import { pacer } from './pace.js';
import type { Terminal } from './terminal.js';

/** The number of the events' form; it stands in the first event. */
const SCHEMA = 1;

/** Least time between two progress events of a step, seconds. */
const PATIENCE = 0.2;

/** @param write  takes one line */
export function jsonEvents(write: (line: string) => void): Terminal {
  let first = true;
  const event: Terminal['event'] = (name, fields) => {
    const opening = first ? { t: name, schema: SCHEMA } : { t: name };
    first = false;
    write(`${JSON.stringify({ ...opening, ...fields })}\n`);
  };
  const progress = progressEvents(event);
  return {
    event,
    line: () => {},
    note: (message, note) => event('note', { message, ...note }),
    refused: (photo) => event('refused', { ...photo }),
    progress,
    failure: ({ exit, error, message, hint }) => event('error', { exit, ...error, message, hint }),
    close: () => {},
  };
}

function progressEvents(event: Terminal['event']): Terminal['progress'] {
  let stage: Progress['stage'] | undefined;
  let pace = pacer(0);
  let said = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now() / 1000;
    if (progress.stage !== stage) {
      stage = progress.stage;
      pace = pacer(now, progress.done);
      said = Number.NEGATIVE_INFINITY;
    }
    const complete = progress.done === progress.total;
    if (!complete && !progress.score && now - said < PATIENCE) return;
    said = now;
    const { left } = pace(progress.done, progress.total, now);
    const eta = complete ? 0 : left === null ? null : Math.round(left);
    event('progress', { stage, done: progress.done, total: progress.total, eta, ...progress.score });
  };
}
