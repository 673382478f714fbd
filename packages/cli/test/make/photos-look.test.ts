/** Photos in black and white, or sepia: matched so, and drawn so by all that draws the plan. */

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Raster } from '@tesserae/core';
import { readPicture } from '@tesserae/testing';
import { workshop } from '../support/fixture.js';
import { inProcess } from '../support/tesserae.js';

/** The largest difference of red and blue in a picture, and how far red is below blue anywhere. */
function colours({ data }: Raster): { most: number; below: number } {
  let [most, below] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    most = Math.max(most, Math.abs(data[i] - data[i + 2]));
    below = Math.max(below, data[i + 2] - data[i]);
  }
  return { most, below };
}

test('photos are grey, or brown, in the picture and in all that is drawn from its plan', async (t) => {
  const { at, library, make } = await workshop(t);
  assert.equal((await make('-o', at('colour.png'))).exit, 0);
  assert.ok(colours(await readPicture(at('colour.png'))).most > 60);
  for (const look of ['bw', 'sepia']) {
    const made = await make('-o', at(`${look}.png`), '--photos-look', look);
    assert.equal(made.exit, 0, made.last.message);
    // large cells are drawn from originals, small ones from thumbnails
    const draw = async (...words: string[]) => {
      const { exit, last } = await inProcess([words[0], at(`${look}.png`), ...library, ...words.slice(1), '--json']);
      assert.equal(exit, 0, last.message);
    };
    await draw('render', '-o', at(`${look}-large.png`), '--cell', '80');
    await draw('film', '-o', at(`${look}-frames/`), '--seconds', '.3', '--fps', '10', '--for', '96x72');
    await draw('zoom', '-o', at(`${look}-page`));
    const photos = readdirSync(at(`${look}-page`), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /photo.*\.jpg$/.test(name),
    );
    const frames = readdirSync(at(`${look}-frames`)).filter((name) => name.endsWith('.png'));
    assert.ok(photos.length > 0 && frames.length > 0);
    const shown = [`${look}.png`, `${look}-large.png`, join(`${look}-page`, photos[0])];
    for (const name of shown) {
      const { most, below } = colours(await readPicture(at(name)));
      if (look === 'bw') assert.ok(most <= 6, `${name}: ${most}`);
      else assert.ok(most > 25 && below <= 6, `${name}: ${most} ${below}`);
    }
    const last = await readPicture(at(join(`${look}-frames`, frames[frames.length - 1])));
    // its background is a little blue
    assert.ok(colours(last).below <= 8, `${look}: ${colours(last).below}`);
  }
});
