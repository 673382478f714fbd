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

/** Where views come from, and what becomes of them. */
export interface ViewSource {
  /** Brings one view; if it fails, `ready` of the row that needs the view throws what it threw. */
  readonly load: (view: number) => Promise<Raster>;
  /** Takes back what `load` brought, once it is let go. */
  readonly release: (raster: Raster) => void;
}

/** How far a loader may go ahead. */
export interface LoaderLimits {
  /** Views held or on their way. The row asked for is loaded even if it needs more. */
  readonly capacity: number;
  /** Views on their way. */
  readonly parallel: number;
}

/**
 * Loads in the schedule's order without waiting for rows to be drawn, so loading overlaps drawing and writing.
 *
 * The schedule's drops make room for the row asked for, so the limits cannot keep a row from being complete.
 */
export function loader(plan: Schedule, { load, release }: ViewSource, limits: LoaderLimits): Loader {
  const { loads, loadsFrom, drops, dropsFrom } = plan;
  const held = new Map<number, Raster>();
  const missing = loadsFrom.slice(1).map((end, row) => end - loadsFrom[row]); // row → loads not arrived
  let asked = 0; // the row asked for
  let begun = 0; // index of the next load
  let beginning = 0; // and its row
  let live = 0; // views held or on their way
  let flying = 0; // views on their way
  let failure: { readonly error: unknown } | undefined;
  let stopped = false;
  let wake = () => {};

  function begin(): void {
    while (!stopped && begun < loads.length && flying < limits.parallel) {
      while (begun === loadsFrom[beginning + 1]) beginning++;
      if (beginning > asked && live >= limits.capacity) return;
      live++;
      flying++;
      void fetch(loads[begun++], beginning); // never rejects: a failure waits in `failure` for `ready`
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
      for (const view of drops.subarray(dropsFrom[row], dropsFrom[row + 1])) {
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
