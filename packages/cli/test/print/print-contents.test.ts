import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { after, test } from 'node:test';
import { placeName } from '@tesserae/core/internal';
import { canRun, hasCommand } from '@tesserae/testing';
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

test('a PDF says that it is PDF/X-4 if it has the profile of a press and a date, and not otherwise', async (t) => {
  if (!canRun(t, hasPdfTools(), PDF_TOOLS)) return;
  if (!canRun(t, hasCommand('exiftool', ['-ver']), 'exiftool (Debian: libimage-exiftool-perl)')) return;
  const { folder } = shop;
  const tags = ['desc', 'wtpt', 'B2A0'];
  writeFileSync(shop.at('press.icc'), profileWith('prtrCMYKLab ', tags));
  writeFileSync(shop.at('screen.icc'), profileWith('mntrRGB Lab ', tags));
  const dated = { SOURCE_DATE_EPOCH: '1700000000', TZ: 'UTC' };
  for (const [icc, env, isX] of [
    ['press.icc', dated, true],
    ['press.icc', {}, false],
    ['screen.icc', dated, false],
  ] as const) {
    const words = ['print', 'p.json', '--library', 'l.tesserae', '-o', 'x.pdf', '-y', '--paper', 'A6', '--dpi', '100'];
    const options = ['--icc', icc, '--index'];
    const { exit, stderr } = await tesserae([...words, ...options], { folder, env });
    assert.equal(exit, 0, stderr);
    sound(shop.at('x.pdf'));
    const told = output('pdfinfo', shop.at('x.pdf'));
    assert.equal(/PDF\/X-4/.test(told), isX, told);
    const [xmp] = JSON.parse(output('exiftool', '-json', '-xmp:all', '-pdf:Trapped', shop.at('x.pdf')));
    assert.equal(xmp.GTS_PDFXVersion, isX ? 'PDF/X-4' : undefined, JSON.stringify(xmp));
    if (!isX) continue;
    assert.deepEqual([xmp.CreateDate, xmp.MetadataDate], ['2023:11:14 22:13:20Z', '2023:11:14 22:13:20Z']);
    execFileSync('qpdf', ['--qdf', '--object-streams=disable', shop.at('x.pdf'), shop.at('plain.pdf')]);
    const plain = readFileSync(shop.at('plain.pdf'), 'latin1');
    const pages = plain.match(/\/Type \/Page\b/g)?.length;
    assert.equal(plain.match(/\/DefaultRGB/g)?.length, pages, 'what RGB means is said on every page');
    assert.equal(plain.match(/\/TrimBox/g)?.length, pages);
    assert.match(plain, /\/Trapped (\d+ 0 R|\/False)/);
  }
});
