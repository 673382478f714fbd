/** Which exact matcher suits which descriptor. */

import type { Features } from '../describe/descriptor.js';
import { kdTree, nearestInTree } from './kd-tree.js';
import { type Allowed, nearestByScan } from './scan.js';

/** Finds the row of views nearest to row `cell` of `cells` among the allowed; ties go to the lower row; −1 if none. */
export type Matcher = (cells: Features, cell: number, allowed: Allowed) => number;

/** Above so many numbers a tree visits most of its rows, and a scan that gives up early on each row is faster. */
const TREE_DIMS = 3;

/** The exact matcher for these views: a k-d tree for mean colours, a scan for longer rows. */
export function matcherFor(views: Features): Matcher {
  if (views.dims > TREE_DIMS) return (cells, cell, allowed) => nearestByScan(views, cells, cell, allowed);
  const tree = kdTree(views);
  return (cells, cell, allowed) => nearestInTree(tree, cells, cell, allowed);
}
