import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readProfile, srgbProfile } from '@tesserae/node/internal';
import { canRun, hasCommand, readPicture, syntheticPhoto, temporaryFolder, writePicture } from '@tesserae/testing';

test('our profile is sRGB: another program that converts by it changes nothing', async (t) => {
  if (!canRun(t, hasCommand('vips'), 'vips (Debian: libvips-tools)')) return;
  const folder = temporaryFolder(t);
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('own.icc'), srgbProfile());
  const picture = syntheticPhoto(5, 97, 61);
  await writePicture(at('in.png'), picture);
  execFileSync('vips', ['icc_transform', at('in.png'), at('out.png'), 'srgb', '--input-profile', at('own.icc')]);
  const out = await readPicture(at('out.png'));
  const worst = out.data.reduce((most, value, i) => Math.max(most, Math.abs(value - picture.data[i])), 0);
  assert.ok(worst <= 1, `${worst} levels`);
});

test('profiles are read by their header, and name themselves', () => {
  const own = srgbProfile();
  const { components, name, bytes } = readProfile('own.icc', own);
  assert.deepEqual([components, name, bytes.length], [3, 'sRGB IEC61966-2.1', own.length]);
  const cmyk = Buffer.from(own);
  cmyk.write('prtrCMYK', 12, 'latin1');
  cmyk.write('B2A0', cmyk.indexOf('rTRC'), 'latin1'); // inks have tables
  assert.equal(readProfile('press.icc', cmyk).components, 4);
});

test('a name that goes on behind its tag, or is cut off within a letter, is read as far as it goes', () => {
  const own = Buffer.from(srgbProfile());
  const entry = own.indexOf('desc', 128, 'latin1');
  const at = own.readUInt32BE(entry + 4);
  own.writeUInt32BE(28 + 7, entry + 8);
  own.write('mluc', at, 'latin1');
  own.fill(0, at + 4, at + 35);
  for (const [number, place] of [
    [1, 8],
    [1000, 20],
    [28, 24],
  ])
    own.writeUInt32BE(number, at + place);
  own.write('\0a\0b\0c\0', at + 28, 'latin1');
  assert.equal(readProfile('own.icc', own).name, 'abc');
});

test('what is no profile, or none to print to, is refused by name', () => {
  const own = Buffer.from(srgbProfile());
  const changed = (at: number, text: string): Buffer => {
    const copy = Buffer.from(own);
    copy.write(text, at, 'latin1');
    return copy;
  };
  const bare = Buffer.concat([own.subarray(0, 128), Buffer.alloc(4)]);
  bare.writeUInt32BE(bare.length, 0);
  for (const [what, bytes, received] of [
    ['empty', Buffer.alloc(0), /^an empty file/],
    ['text', Buffer.from('a profile, honestly '.repeat(20)), /^something else/],
    ['cut', own.subarray(0, 300), /^one that is cut off or damaged/],
    ['without tags', bare, /^one without any/],
    ['of too many tags', changed(128, '\xff\xff\xff\xff'), /^one that is cut off or damaged/],
    ['of a press, without its tables', changed(12, 'prtrCMYK'), /^one with desc/],
    ['no signature', changed(36, 'pcsa'), /^something else/],
    ['a link of devices', changed(12, 'link'), /class "link"/],
    ['Lab', changed(16, 'Lab '), /for "Lab"/],
  ] as const) {
    assert.throws(
      () => readProfile('x.icc', bytes),
      { code: 'usage', file: 'x.icc', subject: 'icc', expected: /^an? (whole )?ICC profile/, received },
      what,
    );
  }
});
