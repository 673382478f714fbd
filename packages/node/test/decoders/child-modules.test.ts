import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** All modules that are loaded with one, and the packages they name. */
function loadedWith(entry: URL): Set<string> {
  const seen = new Set<string>();
  const waiting = [entry.href];
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (seen.has(module)) continue;
    seen.add(module);
    if (!module.startsWith('file:')) continue;
    for (const [, name] of readFileSync(new URL(module), 'utf8').matchAll(
      /^(?:im|ex)port (?:.*?from )?['"]([^'"]+)['"]/gm,
    )) {
      waiting.push(name.startsWith('.') ? new URL(name, module).href : name);
    }
  }
  return seen;
}

test('a decoder process loads what decoding takes and no more: it starts in half the time', () => {
  const loaded = [...loadedWith(new URL('../../lib/decoders/process/main.js', import.meta.url))];
  assert.ok(loaded.includes('sharp') && loaded.length > 5);
  const packages = loaded.filter((name) => !name.startsWith('file:') && !name.startsWith('node:'));
  assert.deepEqual(packages.sort(), ['@tesserae/core/errors', '@tesserae/core/thumbnails', 'sharp']);
});

test('the process of the caller loads neither the decoder nor what opens archives', () => {
  const loaded = [...loadedWith(new URL('../../lib/checked-index.js', import.meta.url))];
  assert.ok(loaded.includes('@photostructure/sqlite') && loaded.length > 5);
  assert.deepEqual(
    loaded.filter((name) => ['sharp', 'yauzl', 'libheif-js'].includes(name)),
    [],
  );
});
