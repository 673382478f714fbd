/** A rectangle; fractions of a pixel are allowed. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Where two rectangles overlap; of negative width or height if they lie apart. */
export function intersection(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return { x, y, w: Math.min(a.x + a.w, b.x + b.w) - x, h: Math.min(a.y + a.h, b.y + b.h) - y };
}

/**
 * The largest centred rectangle of the given aspect inside width × height: what is kept when a picture is cropped to
 * a shape and never stretched.
 *
 * @param aspect  width / height of the result
 */
export function centreCrop(width: number, height: number, aspect: number): Rect {
  const w = Math.min(width, height * aspect);
  const h = Math.min(height, width / aspect);
  return { x: (width - w) / 2, y: (height - h) / 2, w, h };
}
