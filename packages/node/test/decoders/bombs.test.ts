/** Small files that claim far more than they are, by every way into the program. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { indexPhotos, inspectFile, openDecoders, openLibrary, readTarget } from '@tesserae/node';
import { bombs, temporaryFolder } from '@tesserae/testing';

/** Those of which a picture can be had at little cost. */
const HARMLESS = ['png-profile.png', 'png-text.png'];

test('bombs are refused with a reason before they go off: as photos, as targets, and when inspected', async (t) => {
  const folder = temporaryFolder(t);
  const names = [...(await bombs())].map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return name;
  });
  const decoders = openDecoders({ jobs: 2 });
  t.after(() => decoders.close());
  const library = await openLibrary(join(temporaryFolder(t), 'l.tesserae'), { create: true });
  t.after(() => library.close());
  const { photos, duplicates, refusals } = await indexPhotos(library, [folder], { decoders });
  assert.equal(photos + duplicates + refusals.length, names.length);
  const refused = refusals.map(({ path }) => basename(path));
  assert.deepEqual(names.filter((name) => !refused.includes(name)).sort(), HARMLESS);

  for (const name of names) {
    const path = join(folder, name);
    const { state, code, detail = '' } = await inspectFile(path, { decoders });
    assert.equal(state === 'refused', refused.includes(name), name);
    if (state === 'refused') assert.match(`${code}: ${detail}`, /^[a-z-]+: .*[^.]$/, name);
    const target = await readTarget(path, { decoders }).catch((error: unknown) => error);
    if (state === 'refused') {
      assert.ok(target instanceof MosaicError && target.message.startsWith(`${path}: `), name);
      assert.equal(target.code, code, name);
    }
    assert.notEqual(code, 'timeout', name);
  }
});
