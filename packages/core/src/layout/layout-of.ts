import { brickLayout } from './brick.js';
import { gridLayout } from './grid.js';
import type { Layout, Shape } from './layout.js';

/** The cells of a shape over a width × height target. */
export function layoutOf(shape: Shape, width: number, height: number): Layout {
  return shape.kind === 'grid' ? gridLayout(shape, width, height) : brickLayout(shape, width, height);
}
