/** Sprites drawn slowly, each pixel by the definition; and textures for it. */

import { emptyTextures, LINEAR, raster, type Sprites, setTexture, type Textures } from '@tesserae/core/internal';

/** What the canvas held. */
export const GROUND = [16, 90, 220] as const;

/** Textures of these sizes, each byte given by its place. */
export function texturesOf(
  sizes: readonly (readonly [number, number])[],
  byte: (texture: number, at: number) => number,
): Textures {
  const made = emptyTextures(
    Uint16Array.from(sizes, ([width]) => width),
    Uint16Array.from(sizes, ([, height]) => height),
  );
  for (const [texture, [width, height]] of sizes.entries()) {
    const view = raster(width, height);
    for (let i = 0; i < view.data.length; i++) view.data[i] = i % 4 === 3 ? 255 : byte(texture, i);
    setTexture(made, texture, view);
  }
  return made;
}

/** The sizes of a texture, read back by their definition. */
export function sizesOf({ widths, heights, starts, rgb }: Textures, texture: number) {
  const sizes = [{ width: widths[texture], height: heights[texture], start: starts[texture] }];
  for (let last = sizes[0]; last.width > 1 || last.height > 1; last = sizes[sizes.length - 1]) {
    const start = last.start + last.width * last.height * 3;
    sizes.push({ width: Math.ceil(last.width / 2), height: Math.ceil(last.height / 2), start });
  }
  return sizes.map((size) => ({
    ...size,
    at: (x: number, y: number, c: number) => LINEAR[rgb[size.start + (y * size.width + x) * 3 + c]],
  }));
}

/** The light of a texture at u, v by its definition: between two sizes, in each between four pixels. */
function lightAt(textures: Textures, texture: number, [u, v]: readonly [number, number], density: number): number[] {
  const sizes = sizesOf(textures, texture);
  const finest = sizes[0];
  const finer = 0.75 * density;
  const level = Math.max(0, Math.min(sizes.length - 1, Math.floor(Math.log2(finer))));
  const part = level === sizes.length - 1 ? 0 : Math.max(0, Math.min(1, finer / 2 ** level - 1));
  return [0, 1, 2].map((c) =>
    [level, Math.min(level + 1, sizes.length - 1)].reduce((sum, number, i) => {
      const { width, height, at } = sizes[number];
      const x = Math.max(0, Math.min(width - 1, (u * finest.width) / 2 ** number - 0.5));
      const y = Math.max(0, Math.min(height - 1, (v * finest.height) / 2 ** number - 0.5));
      let value = 0;
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          value += at(column, row, c) * Math.max(0, 1 - Math.abs(x - column)) * Math.max(0, 1 - Math.abs(y - row));
        }
      }
      return sum + value * (i === 0 ? 1 - part : part);
    }, 0),
  );
}

/** The obvious twin: every sprite asks every pixel. */
export function slowly(width: number, height: number, sprites: Sprites, textures: Textures): number[] {
  const light: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let open = 1;
      const colour = [0, 0, 0];
      for (const i of sprites.order.subarray(0, sprites.drawn)) {
        const [a, b, c, d, e, f] = sprites.poses.subarray(i * 6, i * 6 + 6);
        const area = a * d - b * c;
        const [left, top] = [x + 0.5 - e, y + 0.5 - f];
        const u = (d * left - c * top) / area;
        const v = (a * top - b * left) / area;
        // lengths of the sides, measured straight across
        const across = Math.abs(area) / Math.hypot(c, d);
        const down = Math.abs(area) / Math.hypot(a, b);
        const overlap = (at: number, extent: number) =>
          Math.max(0, Math.min(at * extent + 0.5, extent) - Math.max(at * extent - 0.5, 0));
        const share = Math.min(open, overlap(u, across) * overlap(v, down) * sprites.opacities[i]);
        if (share <= 0) continue;
        open -= share;
        for (const [texture, part] of [
          [sprites.textures[i], 1 - sprites.mixes[i]],
          [sprites.others[i], sprites.mixes[i]],
        ]) {
          const [w, h] = [textures.widths[texture], textures.heights[texture]];
          const [p, q] = [
            [(d / area) * w, (-c / area) * w],
            [(-b / area) * h, (a / area) * h],
          ];
          const trace = p[0] ** 2 + p[1] ** 2 + q[0] ** 2 + q[1] ** 2;
          const determinant = p[0] * q[1] - p[1] * q[0];
          const density = Math.sqrt((trace + Math.sqrt(Math.max(0, trace ** 2 - 4 * determinant ** 2))) / 2);
          for (const [k, value] of lightAt(textures, texture, [u, v], density).entries())
            colour[k] += share * part * value;
        }
      }
      for (let k = 0; k < 3; k++) light.push(colour[k] + open * LINEAR[GROUND[k]]);
    }
  }
  return light;
}
