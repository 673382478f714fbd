import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { after, test } from 'node:test';
import { placeName } from '@tesserae/core/internal';
import { canRun } from '@tesserae/testing';
import { hasPdfTools, output, PDF_TOOLS, printer, profileWith, sound } from '../support/print-fixture.js';
import { tesserae } from '../support/tesserae.js';

const shop = await printer({ after });

test('cards say where everybody is, in any alphabet the font has', async (t) => {
  if (!canRun(t, hasPdfTools(), PDF_TOOLS)) return;
  const plan = JSON.parse(readFileSync(shop.at('p.json'), 'utf8'));
  const used = [...new Set<number>(plan.photos)];
  const unused = plan.ids.findIndex((_: string, photo: number) => !used.includes(photo));
  // a name without a folder is that of every photo called so
  const called = (photo: number): number[] =>
    [...plan.paths.keys()].filter((each) => basename(plan.paths[each]) === basename(plan.paths[photo]));
  const wanted: [string, number[]][] = [
    ['Ruth', called(used[0])],
    ['Тётя Оля', [used[1], used[2]]],
    ['O"Brien, Sam', called(used[3])],
  ];
  const table = [
    'name;photo',
    `Ruth;${basename(plan.paths[used[0]])}`,
    `Тётя Оля;${plan.ids[used[1]].slice(0, 12)};${plan.paths[used[2]]}`,
    `"O""Brien, Sam";${basename(plan.paths[used[3]])}`,
    ...(unused < 0 ? [] : [`Nobody;${plan.ids[unused]}`]),
  ];
  writeFileSync(shop.at('names.csv'), `\ufeff${table.join('\r\n')}\r\n`);
  const { exit, last, events } = await shop.print('c.pdf', '--cards', shop.at('names.csv'), '--no-picture');
  assert.equal(exit, 0, JSON.stringify(last));
  assert.deepEqual([last.cards, last.pages.count, last.absent], [3, 0, unused < 0 ? [] : ['Nobody']]);
  if (unused >= 0) assert.ok(events.some(({ t: kind, message }) => kind === 'note' && /^Nobody is not/.test(message)));
  sound(shop.at('c.pdf'));
  const text = output('pdftotext', '-f', '2', shop.at('c.pdf'), '-').replaceAll(/\s+/g, ' ');
  for (const [name, photos] of wanted) {
    assert.ok(text.includes(name), text);
    const cells = [...plan.photos.keys()].filter((cell) => photos.includes(plan.photos[cell]));
    for (const cell of cells.slice(0, 4)) assert.match(text, new RegExp(`\\b${placeName(cell, plan.layout)}\\b`));
  }
  assert.doesNotMatch(output('pdffonts', shop.at('c.pdf')), /no +no|Helvetica/, 'every font is in it');
});

test('the same bytes each time, nothing private in them, a date where one is given, the profile as it is', async (t) => {
  if (!canRun(t, hasPdfTools(), PDF_TOOLS)) return;
  const flags = ['--paper', 'A6', '--pages', '80x80mm', '--no-marks', '--bleed', '5mm', '--dpi', '120'];
  for (const name of ['a.pdf', 'b.pdf']) assert.equal((await shop.print(name, ...flags)).exit, 0);
  assert.deepEqual(readFileSync(shop.at('a.pdf')), readFileSync(shop.at('b.pdf')));
  assert.match(
    output('pdftotext', '-f', '3', '-l', '3', shop.at('a.pdf'), '-'),
    /Page 2 of \d/,
    'numbered without marks, too',
  );
  execFileSync('qpdf', ['--qdf', '--object-streams=disable', shop.at('a.pdf'), shop.at('plain.pdf')]);
  const inside = readFileSync(shop.at('plain.pdf'), 'latin1');
  for (const word of [shop.folder, 'photo-', '.png', 'target', 'l.tesserae', 'CreationDate', 'PDFKit', '/Metadata']) {
    assert.ok(!inside.includes(word), word);
  }
  const { folder } = shop;
  const words = ['print', 'p.json', '--library', 'l.tesserae', '-o', 'd.pdf', ...flags];
  const env = { SOURCE_DATE_EPOCH: '1700000000', TZ: 'UTC' };
  const { exit, stderr } = await tesserae(words, { folder, env });
  assert.equal(exit, 0, stderr);
  assert.match(output('pdfinfo', '-isodates', shop.at('d.pdf')), /CreationDate: +2023-11-14T22:13:20/);

  const profile = profileWith('prtrCMYKLab ', ['desc', 'wtpt', 'B2A0']);
  writeFileSync(shop.at('press.icc'), profile);
  const { last } = await shop.print('p.pdf', '--paper', 'A6', '--dpi', '120', '--icc', shop.at('press.icc'));
  assert.equal(last.t, 'done', JSON.stringify(last));
  sound(shop.at('p.pdf'));
  execFileSync('qpdf', ['--qdf', '--object-streams=disable', shop.at('p.pdf'), shop.at('plain.pdf')]);
  const plain = readFileSync(shop.at('plain.pdf'));
  assert.match(plain.toString('latin1'), /\/OutputIntents \[/);
  assert.ok(plain.includes(profile), 'the profile is in it, byte for byte');
});
