/** Paths of Windows and of other systems, on any system. */

import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';
import { test } from 'node:test';
import {
  baseName,
  folderOf,
  foldersAbove,
  globTests,
  ignoreMatcher,
  liesBelow,
  rootOf,
  rootsOf,
  slashed,
} from '@tesserae/node/internal';
import fc from 'fast-check';

const windows = (path: string) => slashed(path, 'win32');

for (const [said, path, root, above] of [
  ['C:\\Users\\me', 'C:/Users/me', 'C:/', ['C:/Users', 'C:/']],
  ['C:\\', 'C:/', 'C:/', []],
  [
    '\\\\server\\share\\2019\\a.jpg',
    '//server/share/2019/a.jpg',
    '//server/share/',
    ['//server/share/2019', '//server/share/'],
  ],
  ['\\\\server\\share\\', '//server/share/', '//server/share/', []],
  ['\\\\server\\share', '//server/share', '//server/share', []],
  ['\\\\?\\D:\\long\\a.jpg', 'D:/long/a.jpg', 'D:/', ['D:/long', 'D:/']],
  ['\\\\?\\UNC\\server\\share\\a.jpg', '//server/share/a.jpg', '//server/share/', ['//server/share/']],
  ['c:/mixed\\slashes/a.jpg', 'c:/mixed/slashes/a.jpg', 'c:/', ['c:/mixed/slashes', 'c:/mixed', 'c:/']],
  ['C:\\photos.zip\\in\\a.jpg', 'C:/photos.zip/in/a.jpg', 'C:/', ['C:/photos.zip/in', 'C:/photos.zip', 'C:/']],
] as const) {
  test(`${said} of Windows lies in ${above.length} folders`, () => {
    assert.equal(windows(said), path);
    assert.equal(rootOf(path), root);
    assert.deepEqual([...foldersAbove(path)], above);
  });
}

test('a backslash is a letter elsewhere, and no name makes a scan look for ever', () => {
  assert.equal(slashed('/home/me/a\\b.jpg', 'linux'), '/home/me/a\\b.jpg');
  for (const name of ['', 'C:\\Users\\me', 'memory:photos', '/', 'C:', '//', '//server']) {
    assert.ok([...foldersAbove(name)].length <= 1, name);
  }
});

const level = fc.stringMatching(/^[\w .-]{0,6}\w$/);
const levels = fc.array(level, { minLength: 1, maxLength: 5 });

test('folders and names are those of node:path', () => {
  fc.assert(
    fc.property(fc.constantFrom('C:\\', 'z:\\', '\\\\server\\share\\', '\\\\?\\C:\\'), levels, (root, parts) => {
      const path = windows(root + parts.join('\\'));
      assert.equal(folderOf(path), win32.dirname(path));
      assert.equal(baseName(path), win32.basename(path));
      assert.equal(rootOf(path), win32.parse(path).root);
    }),
  );
  fc.assert(
    fc.property(levels, (parts) => {
      const path = `/${parts.join('/')}`;
      assert.equal(folderOf(path), posix.dirname(path));
      assert.equal(baseName(path), posix.basename(path));
    }),
  );
});

test('what lies in a folder, and in which, is known of Windows, too', () => {
  const rootAbove = rootsOf(['C:/Users/me', '//server/share/', 'D:/'].map(windows));
  assert.equal(rootAbove('C:/Users/me/2019/a.jpg'), 'C:/Users/me');
  assert.equal(rootAbove('C:/Users/meg/a.jpg'), undefined);
  assert.equal(rootAbove('//server/share/a.jpg'), '//server/share/');
  assert.equal(rootAbove('D:/a/b/c.jpg'), 'D:/');
  assert.ok(liesBelow('D:/a', 'D:/') && liesBelow('C:/a/b', 'C:/a') && !liesBelow('C:/ab', 'C:/a'));
});

test('rules and patterns hold on Windows paths', async () => {
  const [, anywhere] = globTests('screenshots/*.png');
  assert.ok(anywhere('C:/Users/me/screenshots/a.png'));
  assert.ok(!anywhere('C:/Users/me/photos/a.png'));
  const ignoring = ignoreMatcher((path) => path.startsWith('C:/Users/me/private'), undefined);
  assert.equal(await ignoring('C:/Users/me/private/a.jpg', false), 'rule');
  assert.equal(await ignoring('C:/Users/me/a.jpg', false), undefined);
  assert.equal(await ignoring('//server/share/$RECYCLE.BIN', true), 'junk');
});
