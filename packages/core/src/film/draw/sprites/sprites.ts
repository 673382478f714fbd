/** Photos that move by themselves: where each is in a frame, and what it shows. */

/** The photos of a frame, one column a property; made once (`emptySprites`) and filled anew for every frame. */
export interface Sprites {
  readonly count: number;
  /**
   * Sprite → its pose, count × 6: a b c d e f. The view's unit square (u to its right, v down) lies on the frame at
   * x = a·u + c·v + e, y = b·u + d·v + f, in pixels.
   */
  readonly poses: Float32Array;
  /** Sprite → texture: count. */
  readonly textures: Uint32Array;
  /** Sprite → the texture it fades into: count. */
  readonly others: Uint32Array;
  /** Sprite → how far it has faded: 0 its texture, 1 the other: count. */
  readonly mixes: Float32Array;
  /** Sprite → opacity, 0…1: count. */
  readonly opacities: Float32Array;
  /** Sprites to draw, nearest the eye first; `drawn` of them count: count × 1. */
  readonly order: Uint32Array;
  /** How many of `order` are drawn: the others lie outside the frame or cannot be seen. */
  drawn: number;
}

/** Room for so many sprites: all of texture 0, without size, none drawn. */
export function emptySprites(count: number): Sprites {
  return {
    count,
    poses: new Float32Array(count * 6),
    textures: new Uint32Array(count),
    others: new Uint32Array(count),
    mixes: new Float32Array(count),
    opacities: new Float32Array(count).fill(1),
    order: new Uint32Array(count),
    drawn: 0,
  };
}
