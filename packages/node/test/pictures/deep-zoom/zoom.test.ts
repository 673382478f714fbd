import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { MosaicError, makePlan, type Plan, parseSettings, type Raster } from '@tesserae/core';
import { type LibraryFile, openLibrary, readLibrary } from '@tesserae/node';
import { writeZoom, type ZoomInput, type ZoomOptions } from '@tesserae/node/internal';
import { canRun, hasCommand, readPicture, syntheticPhoto, writePhotos } from '@tesserae/testing';
import sharp from 'sharp';
import { indexPhotos, openPhotos } from '../../support/shared-decoders.js';

const OPTIONS: ZoomOptions = {
  ...{ cell: 60, quality: 85, photoSize: 64, told: 'ids', title: 'A test' },
  ...{ url: 'https://example.org/m', singleFile: false, fades: true },
};

// one collection for all tests: decoders take their time to start
const folder = mkdtempSync(join(tmpdir(), 'tesserae-test-'));
let library: LibraryFile;
let input: ZoomInput & { readonly target: Raster };

before(async () => {
  mkdirSync(join(folder, 'secret-photos'));
  await writePhotos(join(folder, 'secret-photos'), 12, { width: 120, height: 90 });
  // one with all that a camera writes
  await sharp(syntheticPhoto(60, 200, 150).data, { raw: { width: 200, height: 150, channels: 4 } })
    .withExif({
      IFD0: { Artist: 'CANARY-ARTIST' },
      IFD2: { DateTimeOriginal: '2019:07:04 10:00:00' },
      IFD3: { GPSLatitude: '47/1 22/1 0/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">CANARY-XMP</x:xmpmeta>')
    .jpeg()
    .toFile(join(folder, 'secret-photos', 'CANARY-NAME.jpg'));
  library = await openLibrary(join(folder, 'l.tesserae'), { create: true });
  await indexPhotos(library, [join(folder, 'secret-photos')]);
  const read = readLibrary(library);
  const photos = openPhotos(library, read.library.ids);
  const target = syntheticPhoto(77, 160, 120);
  const settings = parseSettings({ columns: 14, minUses: 1, spacing: 1 });
  const { plan } = await makePlan({ target, library: read.library, photos, settings });
  input = { plan, photos, library, paths: read.paths, target };
});

after(() => {
  library.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Writes a page of that name, or of a name that is a page's. */
async function write(name: string, options: Partial<ZoomOptions> = {}): Promise<string> {
  await writeZoom(join(folder, name), input, { ...OPTIONS, ...options });
  return join(folder, name);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

function dataOf(page: string): Record<string, unknown> {
  return JSON.parse(/<script type="application\/json" id="mosaic-data">(.*?)<\/script>/s.exec(page)?.[1] ?? '');
}

test('the same bytes however many work at a time, all beside the old ones', async () => {
  const [a, b] = [await write('a', { parallel: 1 }), await write('b', { parallel: 7 })];
  assert.deepEqual(filesIn(a), filesIn(b));
  for (const name of filesIn(a)) assert.ok(readFileSync(join(a, name)).equals(readFileSync(join(b, name))), name);
});

test('squares are the picture, as IIIF and Deep Zoom name them, and the same files', async () => {
  const folder = await write('iiif-page');
  const info = JSON.parse(readFileSync(join(folder, 'iiif/info.json'), 'utf8'));
  const { columns, rows } = input.plan.layout.shape;
  assert.deepEqual([info.width, info.height], [columns * OPTIONS.cell, rows * OPTIONS.cell]);
  assert.deepEqual([info.type, info.profile, info.protocol], ['ImageService3', 'level0', 'http://iiif.io/api/image']);
  assert.equal(info['@context'], 'http://iiif.io/api/image/3/context.json');
  assert.equal(info.id, 'https://example.org/m/iiif');

  // every square that the description promises is there, of the size that its name says
  const [{ width: side, scaleFactors }] = info.tiles;
  for (const scale of scaleFactors) {
    for (let y = 0; y < info.height; y += side * scale) {
      for (let x = 0; x < info.width; x += side * scale) {
        const [w, h] = [Math.min(side * scale, info.width - x), Math.min(side * scale, info.height - y)];
        const size = [Math.ceil(w / scale), Math.ceil(h / scale)];
        const path = join(folder, `iiif/${x},${y},${w},${h}/${size.join()}/0/default.jpg`);
        const { width, height } = await readPicture(path);
        assert.deepEqual([width, height], size);
        assert.ok(statSync(path).nlink > 1, 'one file of two names');
      }
    }
  }
  for (const { width, height } of [...info.sizes, { width: info.maxWidth, height: info.maxHeight }]) {
    const whole = await readPicture(join(folder, `iiif/full/${width},${height}/0/default.jpg`));
    assert.deepEqual([whole.width, whole.height], [width, height]);
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'iiif/manifest.json'), 'utf8'));
  assert.equal(manifest.items[0].items[0].items[0].body.service[0].id, info.id);
  assert.ok(existsSync(join(folder, 'iiif/full/max/0/default.jpg')));
  assert.deepEqual([manifest.items[0].width, manifest.items[0].height], [info.width, info.height]);
});

test('nothing of a photo’s file, name or place is in any file', async (t) => {
  const pages = [await write('private'), await write('private.html', { singleFile: true })];
  const canaries = ['CANARY', 'secret-photos', folder, ...input.plan.ids, 'photo-00'];
  for (const page of pages) {
    for (const name of statSync(page).isFile() ? [''] : filesIn(page)) {
      const text = readFileSync(join(page, name)).toString('latin1');
      for (const canary of canaries) assert.ok(!text.includes(canary), `${name}: ${canary}`);
    }
  }
  const photo = await sharp(join(pages[0], 'photos/1.jpg')).metadata();
  assert.ok(Math.max(photo.width, photo.height) <= 64);
  assert.equal(photo.icc, undefined);

  const data = dataOf(readFileSync(join(pages[0], 'index.html'), 'utf8'));
  assert.deepEqual([data.captions, data.dates, data.paths], [[], [], []]);
  const told = dataOf(readFileSync(join(await write('told', { told: 'captions' }), 'index.html'), 'utf8'));
  const canary = (told.captions as string[]).indexOf('CANARY-NAME');
  assert.ok(canary >= 0);
  assert.equal((told.dates as string[])[canary], '2019-07-04');
  assert.deepEqual(told.paths, []);

  if (!canRun(t, hasCommand('exiftool', ['-ver']), 'exiftool (Debian: libimage-exiftool-perl)')) return;
  const { stdout } = spawnSync('exiftool', ['-a', '-G', '-r', '-ext', 'jpg', pages[0]], {
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  });
  assert.match(stdout, /Color Space +: sRGB/);
  assert.doesNotMatch(stdout, /Uncalibrated/);
  const groups = new Set(
    stdout.split('\n').flatMap((line) => /^\[(\w+)\]\s+(.*?)\s*:/.exec(line)?.slice(1).join(' ') ?? []),
  );
  const facts = [...groups].filter((line) => /^(EXIF|XMP|IPTC|ICC_Profile|Photoshop|MakerNotes) /.test(line)).sort();
  assert.deepEqual(
    facts.filter(
      (line) =>
        !/Software|Resolution|Exif Version|Components Configuration|Flashpix Version|Color Space|Y Cb Cr|Exif Image (Width|Height)|Orientation/.test(
          line,
        ),
    ),
    [],
  );
});

test('strings are text wherever they stand', async () => {
  const evil = `</script><script>alert(1)</script><!--"'&`;
  const paths = input.paths.map((_, i) => `/x/${evil} ${i}.jpg`);
  await writeZoom(join(folder, 'evil'), { ...input, paths }, { ...OPTIONS, told: 'full', title: evil });
  const page = readFileSync(join(folder, 'evil/index.html'), 'utf8');
  assert.ok(!page.includes('<script>alert'));
  assert.ok(page.includes('<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--&quot;'));
  const { title, paths: told } = dataOf(page);
  assert.equal(title, evil);
  assert.ok((told as string[])[0].startsWith(`/x/${evil}`));
});

test('what is stopped, or fails, leaves nothing', async () => {
  const before = readdirSync(folder).sort();
  for (const singleFile of [false, true]) {
    const path = join(folder, singleFile ? 'stopped.html' : 'stopped');
    const stop = new AbortController();
    const onProgress = ({ stage }: { stage: string }) => stage === 'photos' && stop.abort();
    await assert.rejects(
      writeZoom(path, input, { ...OPTIONS, singleFile }, { signal: stop.signal, onProgress }),
      (error) => error instanceof MosaicError && error.code === 'aborted',
    );
    const broken = {
      ...input,
      photos: { ...input.photos, view: () => Promise.reject(new MosaicError('failed', { received: 'no' })) },
    };
    await assert.rejects(writeZoom(path, broken, { ...OPTIONS, singleFile }), /no/);
    assert.deepEqual(readdirSync(folder).sort(), before);
  }
});

test('without photos the page has none, and the picture is as it was', async () => {
  const folder = await write('bare', { photoSize: 0 });
  assert.equal(existsSync(join(folder, 'photos')), false);
  const { sizes, parts } = dataOf(readFileSync(join(folder, 'index.html'), 'utf8'));
  assert.deepEqual([sizes, parts], ['', '']);
  const cells: Plan['photos'] = input.plan.photos;
  const { photos } = dataOf(readFileSync(join(folder, 'index.html'), 'utf8')) as { photos: string };
  const bytes = Buffer.from(photos, 'base64');
  const numbers = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  // numbered by first use: the same cells share a photo as in the plan
  const first = new Map<number, number>();
  for (const photo of cells) if (!first.has(photo)) first.set(photo, first.size);
  assert.deepEqual(
    [...numbers],
    Array.from(cells, (photo) => first.get(photo)),
  );
});
