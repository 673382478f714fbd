/** What an assignment is made from, and what comes out. */

import type { Features, ViewFeatures } from '../describe/descriptor.js';
import type { ErrorFilter } from '../describe/error-filter.js';
import type { Layout } from '../layout/layout.js';
import { squaredDistance } from '../match/scan.js';
import type { Rules } from './rules.js';

/** Cells to fill, views to fill them with, rules to obey. */
export interface Problem {
  /** A row a cell. */
  readonly cells: Features;
  /** A row a view; a cell takes those of its shape class. */
  readonly views: ViewFeatures;
  /** Where the cells lie, and of what class they are. */
  readonly layout: Layout;
  readonly rules: Rules;
  /** Photo → group; photos of one group count as one for spacing. */
  readonly groups: Uint32Array;
  /** What the whole picture costs; absent = each cell is by itself. */
  readonly filter?: ErrorFilter;
  /** Cell → how much it counts where cells want the same photos, above 0; absent = all the same. Costs and bounds are told without. */
  readonly weights?: Float32Array;
  /** Cell → the view that must stand there, −1 = free; absent = the best one of the pinned photo. */
  readonly pinnedViews?: Int32Array;
}

/** Cell → row of views. */
export type Assignment = Uint32Array;

/** The sum of the squared distances of an assignment's pairs: what is to be small. @param assignment  cell → row of views */
export function assignmentCost(problem: Problem, assignment: Assignment | Int32Array): number {
  let sum = 0;
  for (let cell = 0; cell < assignment.length; cell++) {
    sum += squaredDistance(problem.cells, cell, problem.views, assignment[cell]);
  }
  return sum;
}
