/** Brings in the views a schedule names, ahead of need, and lets them go. */

import type { Raster } from '../pixels/raster.js';
import type { Schedule } from './schedule.js';

/** The views of the row being drawn and, as far as there is room, of the rows to come. */
export interface Loader {
  /** Waits for every view of a row. Rows are asked for in order. */
  ready(row: number): Promise<void>;
  /** A view of the row asked for last. */
  view(view: number): Raster;
  /** Lets go what is not needed after a row, which makes room for later loads. */
  finish(row: number): void;
  /** Begins no further load. */
  stop(): void;
}

/** Where views come from, what becomes of them, and how many there are at a time. */
export interface ViewSource {
  /** Brings one view; if it fails, `ready` of the row that needs the view throws what it threw. */
  readonly load: (view: number) => Promise<Raster>;
  /** Takes back what `load` brought, once it is let go. */
  readonly release: (raster: Raster) => void;
  /** Views held or on their way, at most; the row asked for is loaded even if it needs more. */
  readonly capacity: number;
  /** Views on their way, at most. */
  readonly parallel: number;
}

/**
 * Loads in the schedule's order without waiting for rows to be drawn, so loading overlaps drawing and writing.
 *
 * The schedule's drops make room for the row asked for, so the limits cannot keep a row from being complete.
 */
export function loader({ loads, drops }: Schedule, { load, release, capacity, parallel }: ViewSource): Loader {
  const held = new Map<number, Raster>();
  const missing = loads.map(({ length }) => length); // row → loads not arrived
  let asked = 0; // the row asked for
  let beginning = 0; // the row of the next load
  let begun = 0; // loads of that row that are begun
  let live = 0; // views held or on their way
  let flying = 0; // views on their way
  let failure: { readonly error: unknown } | undefined;
  let stopped = false;
  let wake = () => {};

  function begin(): void {
    while (!stopped && beginning < loads.length && flying < parallel) {
      if (begun === loads[beginning].length) {
        beginning++;
        begun = 0;
        continue;
      }
      if (beginning > asked && live >= capacity) return;
      live++;
      flying++;
      void fetch(loads[beginning][begun++], beginning); // never rejects: a failure waits in `failure` for `ready`
    }
  }

  async function fetch(view: number, row: number): Promise<void> {
    try {
      held.set(view, await load(view));
      missing[row]--;
    } catch (error) {
      failure ??= { error };
      stopped = true;
    }
    flying--;
    begin();
    wake();
  }

  return {
    async ready(row) {
      asked = row;
      begin();
      while (missing[row] > 0) {
        if (failure) throw failure.error;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    view: (view) => held.get(view)!, // there, once `ready` has resolved
    finish(row) {
      for (const view of drops[row]) {
        release(held.get(view)!); // it was drawn in this row or before
        held.delete(view);
        live--;
      }
      begin();
    },
    stop() {
      stopped = true;
    },
  };
}
