/** What may differ between two outputs, and that nothing else may. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { difference } from '../compare/output-differences.js';

/** @returns {string} how the two differ */
function between(/** @type {string} */ name, /** @type {string} */ before, /** @type {string} */ after) {
  const folder = mkdtempSync(join(tmpdir(), 'tesserae-test-'));
  try {
    const paths = [before, after].map((text, i) => {
      const path = join(folder, `${i}-${name}`);
      writeFileSync(path, text, 'latin1');
      return path;
    });
    return difference(paths[0], paths[1]).kind;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {string} a PDF of a page with a picture and a text */
function pdf({ words = 'Photo mosaic', picture = '\xff\xd8picture', box = '0 0 10 10', at = 1 }) {
  const content = deflateSync(Buffer.from(`1 0 0 -1 0 9 cm\n${at} 0 0 1 0 0 cm\n/P8 Do\nBT\n(${words}) Tj\nET\n`));
  return [
    '%PDF-1.6',
    `8 0 obj\n<< /Subtype /Image /Length ${picture.length} >>\nstream\n${picture}\nendstream\nendobj`,
    `9 0 obj\n<< /Filter /FlateDecode >>\nstream\n${content.toString('latin1')}\nendstream\nendobj`,
    `11 0 obj\n<< /Type /Page /MediaBox [${box}] /Contents 9 0 R >>\nendobj`,
    `33 0 obj\n<< /Title (${words}) >>\nendobj`,
  ].join('\n');
}

/** @returns {string} a page with what it knows, and a file that stands in it */
function page({ title = 'Photo mosaic', photos = '1,2', script = 'a()', file = 'QUJD' }) {
  return `<script type="text/plain" id="a.jpg">${file}</script>
<script type="application/json" id="data">{"title":"${title}","photos":[${photos}]}</script><script>${script}</script>`;
}

for (const [what, name, before, after, kind] of /** @type {const} */ ([
  ['nothing', 'a.png', 'abc', 'abc', 'same'],
  ['a byte of a picture', 'a.png', 'abc', 'abd', 'different'],
  ['the kind of a layout', 'a.plan.json', '{"layout":{},"x":1}', '{"layout":{"kind":"grid"},"x":1}', 'allowed'],
  ['a value of a plan', 'a.plan.json', '{"layout":{},"x":1}', '{"layout":{"kind":"grid"},"x":2}', 'different'],
  ['the headings of a table', 'a.csv', 'photo,uses\n1,2', 'photo,times\n1,2', 'allowed'],
  ['a value of a table', 'a.csv', 'photo,uses\n1,2', 'photo,uses\n1,3', 'different'],
  ['the words of a PDF', 'a.pdf', pdf({}), pdf({ words: 'A mosaic of photos' }), 'allowed'],
  ['a picture of a PDF', 'a.pdf', pdf({}), pdf({ picture: '\xff\xd8pictura' }), 'different'],
  ['the paper of a PDF', 'a.pdf', pdf({}), pdf({ box: '0 0 10 11' }), 'different'],
  ['a place in a PDF', 'a.pdf', pdf({}), pdf({ at: 2 }), 'different'],
  ['the words of a page', 'index.html', page({}), page({ title: 'Mosaic', script: 'b()' }), 'allowed'],
  ['what a page knows', 'index.html', page({}), page({ photos: '2,1' }), 'different'],
  ['a file in a page', 'a.html', page({}), page({ file: 'QUJE' }), 'different'],
])) {
  test(`outputs in which ${what} differs are ${kind}`, () => assert.equal(between(name, before, after), kind));
}
