/** Originals are only ever read: the whole way from photos to pictures, under `strace` where there is one. */

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasCommand } from '@tesserae/testing';
import type { Figure, Soaking } from './figure.js';
import { tesserae } from './program.js';

/** Runs all that reads originals, and compares every file below their folder. */
export async function soakOriginals({ folder, samples, share }: Soaking): Promise<readonly Figure[]> {
  const [photos, out, log] = ['photos', 'out', 'calls'].map((name) => join(folder, name));
  for (const each of [photos, out]) mkdirSync(each);
  const some = readdirSync(join(samples, 'photos', 'cid22')).slice(0, Math.ceil(250 * share));
  for (const name of some) cpSync(join(samples, 'photos', 'cid22', name), join(photos, name));
  mkdirSync(join(photos, 'odd'));
  const odd = readdirSync(join(samples, 'odd')).filter((_, i) => share === 1 || i % 5 === 0);
  for (const name of odd) cpSync(join(samples, 'odd', name), join(photos, 'odd', name));
  if (share === 1) cpSync(join(samples, 'camera-full'), join(photos, 'camera-full'), { recursive: true });
  const before = filesBelow(photos);

  const traced = hasCommand('strace', ['-V']);
  const trace = traced ? ['strace', '-f', '-qq', '-e', 'trace=%file,ftruncate,fchmod,fchown', '-o', log] : [];
  const calls: string[] = [];
  const exits: (number | null)[] = [];
  for (const words of wholeWay(photos, out, some[0])) {
    const { exit } = await tesserae(words, { through: trace });
    exits.push(exit);
    if (traced) calls.push(...writingCalls(readFileSync(log, 'utf8'), photos));
  }
  const changed = changes(before, filesBelow(photos));
  return [
    {
      promise: `${before.size} originals after ${exits.length} commands that read them (exits ${exits.join(' ')})`,
      wanted: 'SHA-256 and mtime as before',
      measured: changed.length === 0 ? 'equal' : changed.slice(0, 3).join(', '),
      kept: changed.length === 0 && exits.every((exit) => exit === 0 || exit === 3),
    },
    {
      promise: 'system calls that write below their folder',
      wanted: '0',
      measured: traced ? `${calls.length}${calls.length > 0 ? `: ${calls[0]}` : ''}` : 'not measured: needs strace',
      kept: traced && calls.length === 0,
    },
  ];
}

/** Commands that go the whole way. */
function wholeWay(photos: string, out: string, target: string): readonly (readonly string[])[] {
  const library = ['--library', join(out, 'l.tesserae')];
  const at = (name: string): string => join(out, name);
  const small = ['--columns', '16', '--cell', '160', '-y'];
  const plan = at('p.json');
  return [
    ['index', photos, ...library],
    [
      'make',
      join(photos, target),
      photos,
      ...small,
      '-o',
      at('m.png'),
      '--plan',
      plan,
      '--report',
      at('r.csv'),
      ...library,
    ],
    ['render', plan, '-o', at('n.tif'), '-y'],
    ['score', plan],
    ['inspect', join(photos, target)],
    ['library', 'ls', ...library],
    ['library', 'forget', '*.png', ...library],
    ['index', photos, ...library],
    ['library', 'verify', ...library],
    ['library', 'repair', ...library],
    ['library', 'export', '--csv', at('l.csv'), ...library],
  ];
}

/** Relative path → hash and times of every file. */
function filesBelow(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names.map((name) => {
      const stat = statSync(join(folder, name), { bigint: true });
      const hash = stat.isFile()
        ? createHash('sha256')
            .update(readFileSync(join(folder, name)))
            .digest('hex')
        : '';
      return [name, `${hash} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.mode}`];
    }),
  );
}

function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}

const OPENING = /\b(open|openat|openat2|creat)\(/;
const WRITING_FLAGS = /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/;
const WRITING =
  /\b(rename\w*|unlink\w*|link|linkat|symlink\w*|mkdir\w*|rmdir|chmod|fchmod\w*|\w*chown\w*|utime\w*|truncate|setxattr|mknod\w*|creat)\(/;

/** Lines of strace that change something below a folder. */
function writingCalls(log: string, below: string): string[] {
  const writes = (line: string): boolean => WRITING.test(line) || (OPENING.test(line) && WRITING_FLAGS.test(line));
  return log.split('\n').filter((line) => line.includes(`${below}/`) && writes(line));
}
