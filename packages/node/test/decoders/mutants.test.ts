/** Some hundred damaged files of all formats: each is used, repaired or refused, and the run ends. `npm run soak` takes more. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ERROR_CODES, randomFrom } from '@tesserae/core/internal';
import { indexPhotos, openDecoders, openLibrary } from '@tesserae/node';
import { mutant, syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import sharp, { type Sharp } from 'sharp';
import { writeBmp } from '../support/writers/bmp.js';
import { orientation, writeHeic } from '../support/writers/heic.js';
import { noise, writeTiffLike } from '../support/writers/raw.js';

const COUNT = 520;

const photo = syntheticPhoto(4, 97, 66);
const draw = (): Sharp => sharp(photo.data, { raw: { width: 97, height: 66, channels: 4 } });
const jpeg = await draw()
  .jpeg()
  .withExif({ IFD0: { Software: 'x' } })
  .toBuffer();
const values = Array.from({ length: 97 * 66 }, (_, i) => photo.data[i * 4] % 16);
const SOURCES: readonly Buffer[] = [
  jpeg,
  await draw().jpeg({ progressive: true }).withIccProfile('p3').toBuffer(),
  await draw().png().toBuffer(),
  await draw().png({ palette: true, progressive: true }).toBuffer(),
  await draw().webp().toBuffer(),
  await draw().gif().toBuffer(),
  await draw().tiff({ compression: 'lzw' }).toBuffer(),
  await draw().avif({ effort: 0 }).toBuffer(),
  writeBmp({ bits: 4, header: 40, packed: true }, { width: 97, height: 66, values, palette: [[1, 2, 3]] }),
  writeBmp({ bits: 24, header: 124 }, { width: 97, height: 66, values }),
  writeHeic({ turns: 1, exif: 3 }),
  writeTiffLike([
    { fields: { 271: 'NIKON', 274: [6] }, jpeg },
    { fields: { 262: [32803] }, strips: [noise(2, 4000)] },
  ]),
  Buffer.concat([Buffer.from('FUJIFILMCCD-RAW 0201', 'latin1'), orientation(1), jpeg]),
];

test(`${COUNT} damaged files are used, repaired or refused, and none ends the run`, async (t) => {
  const folder = temporaryFolder(t);
  for (let seed = 0; seed < COUNT; seed++) {
    const bytes = mutant(SOURCES[seed % SOURCES.length], randomFrom(seed));
    writeFileSync(join(folder, `${String(seed).padStart(5, '0')}.jpg`), bytes);
  }
  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  const decoders = openDecoders({ timeout: 600_000 }); // however busy the machine is
  t.after(() => decoders.close());
  const report = await indexPhotos(library, [folder], { decoders });
  assert.equal(report.photos + report.duplicates + report.refused + report.skipped, COUNT);
  assert.ok(report.photos > COUNT / 10 && report.refused > COUNT / 10, JSON.stringify({ ...report, refusals: [] }));
  for (const { path, code, detail } of report.refusals) {
    assert.ok(ERROR_CODES.includes(code), `${path}: ${code}`);
    assert.doesNotMatch(detail, /\.$/, path);
  }
});
