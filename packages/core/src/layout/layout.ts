/** A grid and the proportions of its cells. */
export interface GridShape {
  readonly kind: 'grid';
  readonly columns: number;
  readonly rows: number;
  /** Width : height of a cell, as the user gave it: 3 : 2 and not 1.5. */
  readonly cell: readonly [w: number, h: number];
}

/** How the places are arranged; enough to rebuild the boxes. Later: brick, hex, rows, quadtree. */
export type Shape = GridShape;

/** Places to fill, in target coordinates. A cell is an index. */
export interface Layout {
  /** Size of the target the boxes lie in, in pixels. */
  readonly width: number;
  readonly height: number;
  /** cells × 4: x, y, w, h in target pixels. Together they cover the part of the target that is kept. */
  readonly boxes: Float32Array;
  readonly shape: Shape;
}

/** How many cells a layout has. */
export function cellCount(layout: Layout): number {
  return layout.boxes.length / 4;
}
