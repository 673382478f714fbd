/**
 * Golden pictures: what was once looked at and found good, kept beside the tests and compared in colour, pixel by pixel.
 *
 * A failing golden leaves `name.changed.png` (what came) and `name.diff.png` (where) beside it, as Observable Plot
 * does; `UPDATE=1` rewrites it, as pixelmatch does. Look at a golden before it is committed.
 */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Raster } from '@tesserae/core';
import { differences, differencesDrawn } from './differences.js';
import { readPicture, writePicture } from './pictures.js';

/** The mean ΔE_OK up to which two pictures are the same. */
const MEAN = 0.002;
/** The ΔE_OK that no pixel may exceed. */
const WORST = 0.05;

/**
 * Compares a raster with the golden picture `folder`/`name`.png.
 *
 * @param folder  of the sources, not of the compiled tests: `new URL('../test/golden/', import.meta.url)`
 * @param name    without a suffix
 * @throws AssertionError if there is no golden, its size differs, the mean ΔE_OK exceeds 0.002 or a pixel's 0.05
 */
export async function golden(t: TestContext, folder: string | URL, name: string, picture: Raster): Promise<void> {
  const place = folder instanceof URL ? fileURLToPath(folder) : folder;
  const path = join(place, `${name}.png`);
  const changed = join(place, `${name}.changed.png`);
  const diff = join(place, `${name}.diff.png`);
  for (const old of [changed, diff]) rmSync(old, { force: true });
  mkdirSync(place, { recursive: true });

  if (process.env.UPDATE === '1') {
    await writePicture(path, picture);
    t.diagnostic(`rewrote ${name}.png: look at it before committing it`);
    return;
  }
  if (!existsSync(path)) {
    await writePicture(changed, picture);
    assert.fail(`${name}.png: there is no such golden. Look at ${name}.changed.png; UPDATE=1 npm test keeps it.`);
  }
  const expected = await readPicture(path);
  if (expected.width !== picture.width || expected.height !== picture.height) {
    await writePicture(changed, picture);
    assert.fail(
      `${name}.png: expected ${expected.width}×${expected.height} pixels, received ${picture.width}×${picture.height}.`,
    );
  }
  const each = differences(expected, picture);
  const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
  const worst = each.reduce((most, value) => Math.max(most, value), 0);
  if (mean <= MEAN && worst <= WORST) return;
  await writePicture(changed, picture);
  await writePicture(diff, differencesDrawn(picture, each, WORST));
  assert.fail(
    `${name}.png: expected ΔE_OK of at most ${MEAN} on average and ${WORST} anywhere, received ${mean.toFixed(4)} and ` +
      `${worst.toFixed(4)}. See ${name}.changed.png and ${name}.diff.png; UPDATE=1 npm test accepts the change.`,
  );
}
