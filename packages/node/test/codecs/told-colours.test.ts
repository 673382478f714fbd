/** Colours that are told otherwise than by a profile, and the second look at a picture that comes out as one colour. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { decodeThumbnail } from '@tesserae/node/internal';
import { decodePhoto, hevcCodePoints, lostPicture } from '@tesserae/node/internal-codecs';
import { canRun, hasCommand, syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import sharp from 'sharp';

const PNG = { name: 'PNG', decoder: 'png' } as const;

function pngOf(rgb: Uint8Array, side: number): Promise<Buffer> {
  return sharp(rgb, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

/** A PNG with a chunk behind its header. */
function withChunk(png: Buffer, kind: string, data: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(kind, 'latin1'), data, Buffer.alloc(4)]);
  chunk.writeUInt32BE(data.length, 0);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

async function greyOf(level: number, kind: string, data: Buffer): Promise<number> {
  const photo = await decodePhoto(withChunk(await pngOf(Buffer.alloc(8 * 8 * 3, level), 8), kind, data));
  assert.ok(photo.state === 'usable', JSON.stringify(photo));
  const [r, g, b] = decodeThumbnail(photo.thumbnail).data;
  assert.ok(Math.max(r, g, b) - Math.min(r, g, b) <= 1, 'a grey stays grey');
  return g;
}

test('PQ and HLG come to SDR: greys as published, what is brighter than white in order', async () => {
  const points = (transfer: number): Buffer => Buffer.from([9, transfer, 0, 1]);
  // BT.2408, table 1: 18 % grey and white are 38 % and 58 % of PQ, 38 % and 75 % of HLG; the knee leaves white a little darker
  for (const [transfer, level, expected] of [
    [16, 0.38 * 255, 100],
    [16, 0.58 * 255, 250],
    [18, 0.38 * 255, 100],
    [18, 0.75 * 255, 250],
  ]) {
    const seen = await greyOf(Math.round(level), 'cICP', points(transfer));
    assert.ok(Math.abs(seen - expected) <= 3, `transfer ${transfer}, ${level}: ${seen}`);
  }
  const bright = [150, 160, 170].map((level) => greyOf(level, 'cICP', points(16)));
  const [least, middle, most] = await Promise.all(bright);
  assert.ok(least < middle && middle <= most && most <= 255);
});

test('the gamma of a PNG is heeded unless it is about that of sRGB', async () => {
  const gamma = (value: number): Buffer => {
    const data = Buffer.alloc(4);
    data.writeUInt32BE(Math.round(value * 100_000));
    return data;
  };
  assert.equal(await greyOf(100, 'gAMA', gamma(0.45455)), 100);
  // a fifth of light, coded plainly: sRGB's number of it
  assert.ok(Math.abs((await greyOf(51, 'gAMA', gamma(1))) - 124) <= 1);
});

test('the colours that HEVC tells are those that its encoder was given', (t) => {
  if (!canRun(t, hasCommand('ffmpeg', ['-hide_banner', '-h', 'encoder=libx265']), 'ffmpeg with libx265')) return;
  const file = join(temporaryFolder(t), 'a.mp4');
  const source = ['-f', 'lavfi', '-i', 'testsrc=size=320x240', '-frames:v', '1', '-pix_fmt', 'yuv420p10le'];
  for (const [told, expected] of [
    ['colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc', { primaries: 9, transfer: 16 }],
    ['colorprim=smpte432:transfer=arib-std-b67:sar=4\\:3:scaling-list=default', { primaries: 12, transfer: 18 }],
    ['keyint=1', undefined],
  ] as const) {
    const codec = ['-c:v', 'libx265', '-x265-params', `log-level=error:${told}`, '-tag:v', 'hvc1', '-y', file];
    const run = spawnSync('ffmpeg', ['-v', 'error', ...source, ...codec]);
    assert.equal(run.status, 0, String(run.stderr));
    const film = readFileSync(file);
    const at = film.indexOf('hvcC', 0, 'latin1');
    const hvcC = film.subarray(at + 4, at - 4 + film.readUInt32BE(at - 4));
    const points = hevcCodePoints(hvcC);
    if (expected === undefined) assert.ok(points === undefined || points.transfer === 2, JSON.stringify(points));
    else assert.deepEqual(points, expected);
    // whatever is cut of it, it ends
    for (let end = 0; end < hvcC.length; end += 3) hevcCodePoints(hvcC.subarray(0, end));
  }
});

test('one flat colour out of a file that holds more is refused, and a flat picture is not', async () => {
  const side = 128;
  const photo = await sharp(syntheticPhoto(3, side, side).data, { raw: { width: side, height: side, channels: 4 } })
    .removeAlpha()
    .raw()
    .toBuffer();
  const black = new Uint8Array(side * side * 3);
  let seed = 1;
  const noise = black.map(() => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return 100 + (seed >>> 26);
  });
  const look = async (rgb: Uint8Array, held: Uint8Array, hasAlpha = false): Promise<string | undefined> => {
    const bytes = await pngOf(held, side);
    return (await lostPicture({ rgb, hasAlpha, kind: PNG, bytes, file: bytes }))?.code;
  };
  assert.equal(await look(black, photo), 'unsupported', 'colours were lost');
  assert.equal(await look(black, black), undefined, 'it is black');
  assert.equal(await look(photo, photo), undefined, 'it is a photo');
  assert.equal(
    await look(
      black.map(() => 128),
      noise,
    ),
    undefined,
    'noise comes out grey',
  );
  assert.equal(await look(black, photo, true), undefined, 'it is hidden');
  const flat = await pngOf(black, side);
  const file = Buffer.concat([flat, await pngOf(noise, side), noise]);
  const lost = await lostPicture({ rgb: black, hasAlpha: false, kind: PNG, bytes: flat, file });
  assert.equal(lost?.code, 'unsupported', 'the decoder has left it black');
});
