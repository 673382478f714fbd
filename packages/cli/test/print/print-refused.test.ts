import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { printer, profileWith } from '../support/print-fixture.js';
import { inProcess, listing } from '../support/tesserae.js';

test('bad wishes for a print: the exit code, one sentence with the way out, nothing written', async (t) => {
  const shop = await printer(t);
  const { at, folder, print } = shop;
  writeFileSync(at('there.pdf'), 'mine');
  mkdirSync(at('folder.pdf'));
  writeFileSync(at('text.icc'), 'no profile at all');
  const press = profileWith('prtrCMYKLab ', ['desc', 'wtpt', 'B2A0']);
  writeFileSync(at('cut.icc'), press.subarray(0, -1));
  writeFileSync(at('bare.icc'), profileWith('prtrCMYKLab ', []));
  writeFileSync(at('oneway.icc'), profileWith('prtrCMYKLab ', ['desc', 'wtpt', 'A2B0']));
  writeFileSync(at('link.icc'), profileWith('linkCMYKCMYK', ['desc', 'wtpt', 'B2A0']));
  writeFileSync(at('many.icc'), numberAt(press, 128, 0xffff_ffff));
  writeFileSync(at('beyond.icc'), numberAt(press, 132 + 2 * 12 + 8, 0xffff_fff0));
  writeFileSync(at('empty.csv'), '');
  writeFileSync(at('alone.csv'), 'Ruth\n');
  writeFileSync(at('unknown.csv'), 'Ruth,nowhere.jpg\n');
  const { ids, photos } = JSON.parse(readFileSync(at('p.json'), 'utf8'));
  writeFileSync(at('letters.csv'), `李明,${ids[photos[0]]}\n`);
  const before = listing(folder);
  const cases: [name: string, words: string[], exit: number, code: string, sentence: RegExp][] = [
    [
      'a.pdf',
      ['--paper', 'A9'],
      2,
      'settings',
      /^--paper: expected a size.*or A2, or a name out of A0 to A6.* tabloid, received "A9"\.$/,
    ],
    ['a.pdf', ['--paper', '60x'], 2, 'settings', /^--paper: expected a size/],
    ['a.pdf', ['--paper', '4k'], 2, 'settings', /^--paper: expected a size on paper, as A2/],
    ['a.pdf', ['--paper', '1x1cm'], 2, 'settings', /at least 20 mm a side/],
    ['a.pdf', ['--paper', '600x300cm'], 5, 'limit', /5\.08 m a side.*Add --pages/],
    ['a.pdf', ['--paper', '400cm', '--dpi', '600'], 5, 'limit', /^--dpi: .* Set --dpi to at most \d+/],
    [
      'a.pdf',
      ['--bleed', '3'],
      2,
      'settings',
      /^--bleed: expected a length with its unit, as 3mm, .*in, received.*no unit/,
    ],
    ['a.pdf', ['--bleed', '1m'], 2, 'settings', /^--bleed: expected a length from 0 to 50 mm/],
    ['a.pdf', ['--fit', 'stretch'], 2, 'settings', /^--fit: expected one of whole, fill/],
    ['a.pdf', ['--overlap', '1cm'], 2, 'usage', /^--overlap: .* --pages A4/],
    ['a.pdf', ['--pages', '60cm'], 2, 'settings', /^--pages: expected a paper with both sides/],
    ['a.pdf', ['--pages', 'A4', '--overlap', '20cm'], 5, 'limit', /^--pages: .* lower --overlap/],
    [
      'a.pdf',
      ['--paper', '10x6m', '--pages', '6x6m', '--dpi', '20'],
      5,
      'limit',
      /^--pages: .* at most 5\.08 m a side/,
    ],
    ['a.pdf', ['--no-picture'], 2, 'usage', /^--no-picture: is all there would be to print/],
    ['a.pdf', ['--icc', at('text.icc')], 2, 'usage', /^--icc: .*expected an ICC profile/],
    ['a.pdf', ['--icc', at('cut.icc')], 2, 'usage', /^--icc: .*received one that is cut off or damaged/],
    ['a.pdf', ['--icc', at('many.icc')], 2, 'usage', /^--icc: .*received one that is cut off or damaged/],
    ['a.pdf', ['--icc', at('beyond.icc')], 2, 'usage', /^--icc: .*received one that is cut off or damaged/],
    ['a.pdf', ['--icc', at('bare.icc')], 2, 'usage', /^--icc: .*the tags wtpt and B2A0, received one without any/],
    ['a.pdf', ['--icc', at('oneway.icc')], 2, 'usage', /^--icc: .*B2A0, received one with desc wtpt A2B0\./],
    ['a.pdf', ['--icc', at('link.icc')], 2, 'usage', /^--icc: .*received one of class "link" for "CMYK"/],
    ['a.pdf', ['--icc', at('folder.pdf')], 1, 'unreadable', /^--icc: .*expected a file, received a folder/],
    ['a.pdf', ['--icc', at('gone.icc')], 1, 'not-found', /^--icc: .*there is no such file/],
    ['a.pdf', ['--font', at('text.icc')], 2, 'usage', /^--font: .*expected a font/],
    ['a.pdf', ['--cards', at('empty.csv')], 2, 'usage', /^--cards: .* received none/],
    ['a.pdf', ['--cards', at('alone.csv')], 2, 'usage', /^--cards: .*line 1: expected a name and a photo/],
    ['a.pdf', ['--cards', at('unknown.csv')], 1, 'not-found', /received nowhere\.jpg \(Ruth\)/],
    ['a.pdf', ['--cards', at('letters.csv')], 2, 'usage', /received 李 明\. .*--font/],
    ['a.pdf', ['--cards', at('gone.csv')], 1, 'not-found', /there is no such file/],
    ['a.png', [], 2, 'unknown-format', /received "\.png"\. .*tesserae render/i],
    ['there.pdf', [], 2, 'exists', /exists already/],
    ['folder.pdf', ['-y'], 2, 'exists', /is a folder/],
    ['none/a.pdf', [], 1, 'not-found', /expected the folder/],
  ];
  for (const [name, words, exit, code, sentence] of cases) {
    const ended = await print(name, ...words);
    assert.deepEqual(
      [ended.last.t, ended.last.code, ended.exit],
      ['error', code, exit],
      `${words} ${ended.last.message}`,
    );
    assert.match(ended.last.message, sentence);
  }
  const twice = await inProcess(['print', at('p.json'), ...shop.library, '-o', at('p.json'), '-y', '--json']);
  assert.equal(twice.exit, 2);
  const none = await inProcess(['print', at('p.json'), ...shop.library, '--json']);
  assert.match(none.last.message, /^output: expected .*print\.pdf/);
  assert.deepEqual(listing(folder), before);
});

function numberAt(bytes: Buffer, at: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt32BE(value, at);
  return changed;
}
