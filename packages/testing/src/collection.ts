/** A large collection of small photos, quickly: cuts of a few drawn scenes, each turned to a colour of its own. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, randomFrom } from '@tesserae/core/internal';
import { syntheticPhoto } from './photos.js';
import { loadSharp } from './pictures.js';

const SCENES = 96;
const WIDTH = 800;
const HEIGHT = 600;

/** Photos a folder. */
const A_FOLDER = 500;

/** Photos being written at a time. */
const LANES = 4;

/** Pictures that are drawn; beyond them they come again, each time as another content. */
const PICTURES = 4000;

/**
 * Writes JPEGs of 64 to 640 pixels into numbered folders, no two of the same bytes: 4,000 pictures, about 5 ms each, then
 * the same with another comment. The same files for the same seed, and the first of a large collection are those of a
 * small one.
 */
export async function writeCollection(folder: string, count: number, seed = 1): Promise<void> {
  const scenes = Array.from({ length: SCENES }, (_, i) => syntheticPhoto(seed + i, WIDTH, HEIGHT).data);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < Math.min(count, PICTURES); i = next++) {
      const jpeg = await draw(scenes[i % SCENES], randomFrom(seed * 1_000_003 + i));
      for (let j = i; j < count; j += PICTURES) writeFileSync(pathOf(folder, j), commented(jpeg, j));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function pathOf(folder: string, i: number): string {
  const below = join(folder, String(Math.floor(i / A_FOLDER)).padStart(4, '0'));
  mkdirSync(below, { recursive: true });
  return join(below, `photo-${String(i).padStart(6, '0')}.jpg`);
}

/** A JPEG with a comment after its first marker. */
function commented(jpeg: Buffer, i: number): Buffer {
  const comment = Buffer.alloc(8);
  comment.writeUInt32BE(0xfffe0006);
  comment.writeUInt32BE(i, 4);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}

async function draw(scene: Uint8ClampedArray, random: Random): Promise<Buffer> {
  const whole = (low: number, high: number): number => Math.round(low + (high - low) * random());
  const cut = { width: whole(200, WIDTH), height: whole(150, HEIGHT) };
  const place = { left: whole(0, WIDTH - cut.width), top: whole(0, HEIGHT - cut.height) };
  // as many small ones as large ones
  const width = Math.round(64 * 10 ** random());
  const height = Math.min(640, Math.max(64, Math.round((width * cut.height) / cut.width)));
  const sharp = await loadSharp();
  return await sharp(scene, { raw: { width: WIDTH, height: HEIGHT, channels: 4 } })
    .extract({ ...place, ...cut })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .modulate({ hue: whole(0, 359), brightness: 0.7 + 0.6 * random() })
    .removeAlpha()
    .jpeg({ quality: 80 })
    .toBuffer();
}
