import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync, statSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { canRun, hasCommand } from '@tesserae/testing';
import { type Workshop, workshop } from '../support/fixture.js';
import { inFolder, inProcess, listing } from '../support/tesserae.js';

const hasFfmpeg = hasCommand('ffmpeg', ['-version']) && hasCommand('ffprobe', ['-version']);
const needsFfmpeg = (t: TestContext): boolean => canRun(t, hasFfmpeg, 'ffmpeg and ffprobe (Debian: ffmpeg)');

/** Writes ffmpeg's test picture as a clip with a tone. */
function clipIn({ at }: Workshop, name = 'clip.mp4', seconds = 1): string {
  const source = [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=s=320x180:r=12:d=${seconds}`,
    '-f',
    'lavfi',
    '-i',
    `sine=d=${seconds}`,
  ];
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', ...source, '-pix_fmt', 'yuv420p', at(name)]);
  assert.equal(status, 0, String(stderr));
  return at(name);
}

test('make with a clip: what it says, and the film', async (t) => {
  if (!needsFfmpeg(t)) return;
  const shop = await workshop(t);
  const words = ['make', clipIn(shop), shop.at('a'), shop.at('b'), ...shop.library, '--columns', '11'];
  const output = shop.at('out.mp4');
  const { exit, events, last } = await inProcess([...words, '--cell', '15', '-o', output, '--json']);
  assert.deepEqual([exit, last.t, last.exit], [0, 'done', 0]);
  // 15 px would make a frame of odd sides
  const { columns, rows, width, height, fps, frames, seconds, bytes } = last;
  assert.deepEqual([columns, rows, width, height, fps, frames, seconds], [11, 6, 154, 84, 12, 12, 1]);
  assert.equal(bytes, statSync(output).size);
  assert.ok(last.shots >= 1 && last.changed >= 0 && last.changed <= 0.3 && last.used > 3, JSON.stringify(last));
  const said = events.filter(({ t }) => t === 'note').map(({ message }) => message);
  assert.ok(
    said.some((text) => /14 px wide, not 15/.test(text)),
    `${said}`,
  );
  assert.deepEqual(last.notes, []);
  const steps = events.filter(({ t, stage }) => t === 'progress' && stage === 'film');
  assert.ok(steps.length > 0 && steps.every(({ total }) => total === 12));

  const again = await inProcess([...words, '-o', output]);
  assert.deepEqual([again.exit, again.stdout], [2, '']);
  assert.match(again.stderr, /exists already/);
  const large = await inProcess([...words, '--fps', '2', '-o', shop.at('large.webp'), '--change-budget', '5%']);
  assert.equal(large.exit, 0, large.stderr);
  assert.match(large.stdout, /^wrote {4}.*large\.webp /);
  assert.match(large.stderr, /sound \(aac\) is not in the film/);
  assert.match(large.stderr, /2 frames at 2 a second[\s\S]*174×174 px · at most 5 % change[\s\S]*1,914×1,044 px/);
});

test('what makes no sense for a clip is refused before any work, and so is what a picture cannot have', async (t) => {
  if (!needsFfmpeg(t)) return;
  const shop = await workshop(t);
  const clip = clipIn(shop);
  const before = listing(shop.folder);
  const refusals: [words: string[], exit: number, sentence: RegExp][] = [
    [['-o', 'out.mp4', '--plan', 'p.json'], 2, /--plan: is for pictures, and .* is a clip\. Leave out --plan\./],
    [['-o', 'out.mp4', '--report', 'r.csv'], 2, /--report: is for pictures/],
    [['-o', 'out.mp4', '--error-map', 'e.png'], 2, /--error-map: is for pictures/],
    [['-o', 'out.mp4', '--tint', '1.1'], 2, /--tint: is for pictures/],
    [['-o', 'out.mp4', '--overlay', '10'], 2, /--overlay: is for pictures/],
    [['-o', 'out.mp4', '-n'], 2, /--dry-run: is for pictures/],
    [['-o', 'out.mp4', '--change-budget', '5'], 2, /--change-budget: expected .* as 5%, received "5"/],
    [['-o', 'out.mp4', '--change-budget', '0%'], 2, /--change-budget: expected/],
    [['-o', 'out.mp4', '--change-budget', '101%'], 2, /--change-budget: expected/],
    [['-o', 'out.mp4', '--fps', '29.97'], 2, /--fps: expected a whole number/],
    [['-o', 'out.mp4', '--fps', '61'], 2, /--fps: expected 1 to 60/],
    [
      ['-o', 'out.mp4', '--encoder', 'x264'],
      2,
      /--encoder: expected one of auto, wasm, native, ffmpeg, received "x264"/,
    ],
    [['-o', 'out.webm', '--encoder', 'wasm'], 2, /WebM/],
    [['-o', 'out.png'], 2, /expected one of the suffixes \.mp4/],
    [['-o', 'nowhere/out.mp4'], 1, /nowhere/],
    [['-o', 'out.mp4', '--columns', '300', '--cell', '64'], 5, /H\.264: expected/],
    [[], 2, /output: expected .*mosaic\.mp4/],
  ];
  for (const [words, exit, sentence] of refusals) {
    const [flag, name, ...rest] = words;
    const output = flag === '-o' ? ['-o', shop.at(name)] : [];
    const ended = await inProcess(['make', clip, shop.at('a'), ...shop.library, '--columns', '10', ...output, ...rest]);
    assert.match(ended.stderr, sentence, words.join(' '));
    assert.equal(ended.exit, exit, words.join(' '));
  }
  for (const flag of [
    ['--fps', '30'],
    ['--change-budget', '5%'],
    ['--encoder', 'wasm'],
  ]) {
    const ended = await shop.make(...flag);
    assert.deepEqual([ended.exit, ended.last.code], [2, 'usage']);
    assert.match(ended.last.message, /is for clips, and .*target\.png is none/);
  }
  const film = await shop.make('-o', shop.at('f.mp4'));
  assert.deepEqual([film.exit, film.last.code], [2, 'unknown-format']);
  const onto = await inProcess(['make', clip, shop.at('a'), ...shop.library, '-y', '-o', clip]);
  assert.match(onto.stderr, /is a file that this job reads/);
  // a name with a pattern's letters is a file all the same
  const odd = shop.at('a%d.mp4');
  copyFileSync(clip, odd);
  const itself = await inProcess(['make', odd, shop.at('a'), ...shop.library, '-y', '-o', odd]);
  assert.match(itself.stderr, /is a file that this job reads/);
  rmSync(odd);
  assert.deepEqual(listing(shop.folder), before);
});

test('Ctrl-C while a clip is followed: exit 130 before its end, and nothing is left', async (t) => {
  if (!needsFfmpeg(t)) return;
  const shop = await workshop(t);
  const clip = clipIn(shop, 'long.mp4', 4);
  await inProcess(['index', shop.at('a'), shop.at('b'), ...shop.library, '-q']);
  const before = listing(shop.folder);
  const words = ['make', clip, ...shop.library, '--columns', '10', '-o', shop.at('out.mp4'), '--json'];
  const stopAt = { stage: 'film', signals: ['SIGINT'] } as const;
  const { exit, last, events } = await inFolder(words, { folder: shop.folder, stopAt });
  assert.ok(events.filter(({ stage }) => stage === 'film').every(({ done, total }) => done < total));
  assert.deepEqual([exit, last.t, last.code], [130, 'error', 'aborted']);
  assert.match(last.hint, /^Start again with: tesserae make /);
  assert.deepEqual(listing(shop.folder), before);
});
