/** A picture that is converted to another profile than sRGB. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { srgbProfile } from '@tesserae/node/internal';
import { workshop } from '../support/fixture.js';
import { profileWith } from '../support/print-fixture.js';
import { inProcess, listing } from '../support/tesserae.js';

test('make and render convert to a profile of RGB, and refuse those of ink before any work', async (t) => {
  const { at, library, make, folder } = await workshop(t);
  const profile = Buffer.from(srgbProfile());
  profile.write('mine', profile.indexOf('sRGB', 0, 'latin1'), 'latin1');
  writeFileSync(at('rgb.icc'), profile);
  writeFileSync(at('press.icc'), profileWith('prtrCMYKLab ', ['desc', 'wtpt', 'B2A0']));
  assert.equal((await make('--plan', at('p.json'), '-o', at('plain.png'))).exit, 0);
  const render = ['render', at('p.json'), ...library, '--json'];
  for (const words of [
    ['make', at('plain.png'), at('a'), ...library, '--json', '--columns', '4', '-o', at('made.tif')],
    [...render, '-o', at('drawn.tif')],
  ]) {
    const { exit, last } = await inProcess([...words, '--icc', at('rgb.icc')]);
    assert.equal(exit, 0, JSON.stringify(last));
    assert.ok(readFileSync(last.output).includes(profile), 'it is named in the picture');
  }
  const before = listing(folder);
  const { exit, last } = await inProcess([...render, '-o', at('no.png'), '--icc', at('press.icc')]);
  assert.deepEqual([exit, last.code], [2, 'usage']);
  assert.match(last.message, /^--icc: .*expected an ICC profile of RGB.*received one of CMYK/);
  assert.deepEqual(listing(folder), before);
});
