/** Pictures that carry what nobody wants to give away, each piece told by a word found nowhere else, and the search for these. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Raster } from '@tesserae/core';
import { randomFrom, raster } from '@tesserae/core/internal';
import type { Sharp } from 'sharp';
import { syntheticPhoto } from './photos.js';
import { loadSharp } from './pictures.js';

/** What is planted, by what it stands for. The names of user and host must be put into the run's surroundings. */
export const CANARIES: Readonly<Record<string, string>> = {
  folder: 'Geheimordner',
  file: 'Strandkorbfoto',
  user: 'waldemarq',
  artist: 'Quistgaarden',
  copyright: 'Zapfenberger',
  serial: 'SN83920174X',
  lens: 'LensNo5512907',
  place: '48,8.235168',
  xmp: 'Ottilienruh',
  person: 'Walpurgisnam',
  iptc: 'Iptcisbach',
  comment: 'Kommentarvogel',
  icc: 'IccBeschriftung',
};

/** Pixels of each picture. */
const [WIDTH, HEIGHT] = [180, 120];

/** The pictures, by suffix, with what sharp is told; those that exiftool cannot write to come without it. */
const PICTURES: readonly (readonly [suffix: string, make: (picture: Sharp) => Sharp])[] = [
  ['a.jpg', (picture) => picture.jpeg()],
  ['b.jpg', (picture) => picture.jpeg({ progressive: true })],
  ['c.jpeg', (picture) => picture.toColourspace('cmyk').jpeg()],
  ['d.png', (picture) => picture.png()],
  ['e.png', (picture) => picture.toColourspace('rgb16').png()],
  ['f.tif', (picture) => picture.tiff({ compression: 'deflate' })],
  ['g.tiff', (picture) => picture.tiff({ compression: 'none' })],
  ['h.webp', (picture) => picture.webp()],
  ['i.webp', (picture) => picture.webp({ lossless: true })],
  ['j.avif', (picture) => picture.heif({ compression: 'av1' })],
  ['k.heic', (picture) => picture.heif({ compression: 'av1' })],
  ['l.gif', (picture) => picture.gif()],
];

/** The tags that are written, in the words of exiftool; a format takes what it can hold. */
const TAGS: readonly string[] = [
  `-EXIF:Artist=${CANARIES.artist}`,
  `-EXIF:Copyright=${CANARIES.copyright}`,
  `-EXIF:SerialNumber=${CANARIES.serial}`,
  `-EXIF:LensSerialNumber=${CANARIES.lens}`,
  `-EXIF:OwnerName=${CANARIES.artist}`,
  `-EXIF:UserComment=${CANARIES.comment}`,
  `-EXIF:XPAuthor=${CANARIES.artist}`,
  '-EXIF:DateTimeOriginal=2019:07:04 12:34:56',
  '-EXIF:GPSLatitude=48.1372528',
  '-EXIF:GPSLatitudeRef=N',
  '-EXIF:GPSLongitude=11.5755119',
  '-EXIF:GPSLongitudeRef=E',
  '-XMP:GPSLatitude=48.1372528',
  `-XMP:Creator=${CANARIES.xmp}`,
  `-XMP:PersonInImage=${CANARIES.person}`,
  `-XMP:Title=${CANARIES.xmp}`,
  `-IPTC:By-line=${CANARIES.iptc}`,
  `-IPTC:Keywords=${CANARIES.iptc}`,
  `-Comment=${CANARIES.comment}`,
];

/** Where the pictures are, and bytes of what was embedded in them. */
export interface Planted {
  readonly folder: string;
  readonly paths: readonly string[];
  /** Of the embedded thumbnail: from its middle. */
  readonly thumbnail: Uint8Array;
}

/**
 * Writes twelve pictures with GPS, names, IPTC, serial numbers, an embedded thumbnail and a profile that has text, into a
 * folder that is named for the purpose too. Needs exiftool.
 */
export async function plantCanaries(below: string): Promise<Planted> {
  const folder = join(below, CANARIES.folder);
  mkdirSync(folder);
  const profile = join(below, 'profile.icc');
  writeFileSync(profile, await profileWithText());
  const sharp = await loadSharp();
  const preview = await sharp(await noise())
    .jpeg({ quality: 90 })
    .toBuffer();
  const small = join(below, 'thumbnail.jpg');
  writeFileSync(small, preview);
  const paths: string[] = [];
  for (const [i, [suffix, make]] of PICTURES.entries()) {
    const path = join(folder, `${CANARIES.file}-${suffix}`);
    const { data, width, height } = syntheticPhoto(40 + i, WIDTH, HEIGHT);
    const picture = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
    await make(picture).toFile(path);
    paths.push(path);
  }
  // formats take what they can hold: what exiftool cannot write into one comes without it
  for (const tags of [TAGS, [`-icc_profile<=${profile}`], [`-ThumbnailImage<=${small}`]]) {
    spawnSync('exiftool', ['-q', '-q', '-m', '-overwrite_original', ...tags, ...paths]);
  }
  return { folder, paths, thumbnail: preview.subarray(preview.length >> 1, (preview.length >> 1) + 16) };
}

/** A picture that no other is like. */
async function noise(): Promise<Buffer> {
  const random = randomFrom(4711);
  const { data, width, height }: Raster = raster(48, 32);
  for (let i = 0; i < data.length; i++) data[i] = Math.floor(random() * 256);
  const sharp = await loadSharp();
  return await sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png()
    .toBuffer();
}

/** sRGB, described by a canary: the text of the profile that sharp has, overwritten in place. */
async function profileWithText(): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'grey' } });
  const { icc } = await sharp(await picture.withIccProfile('p3').png().toBuffer()).metadata();
  if (icc === undefined) throw new Error('sharp wrote no profile');
  const text = CANARIES.icc;
  // the description is the value of the first tag of type mluc (UTF-16) or desc (ASCII)
  const wide = icc.indexOf('mluc', 132, 'latin1');
  const at = wide < 0 ? icc.indexOf('desc', 200, 'latin1') : wide + icc.readUInt32BE(wide + 24);
  const length = wide < 0 ? icc.readUInt32BE(at + 8) : icc.readUInt32BE(wide + 20);
  const bytes = wide < 0 ? Buffer.from(text, 'latin1') : Buffer.from(text, 'utf16le').swap16();
  if (wide < 0) bytes.copy(icc, at + 12, 0, Math.min(length, bytes.length));
  else {
    // the text may be too short for ours: it goes to the end of the profile, and the tag points there
    icc.writeUInt32BE(bytes.length, wide + 20);
    icc.writeUInt32BE(icc.length - wide, wide + 24);
    const longer = Buffer.concat([icc, bytes]);
    longer.writeUInt32BE(longer.length, 0);
    return withTagLength(longer, wide);
  }
  return icc;
}

/** The table of tags says how long each is: to the end of the profile, for the one that begins at `at`. */
function withTagLength(icc: Buffer, at: number): Uint8Array {
  for (let tag = 132; tag < 132 + icc.readUInt32BE(128) * 12; tag += 12) {
    if (icc.readUInt32BE(tag + 4) === at) icc.writeUInt32BE(icc.length - at, tag + 8);
  }
  return icc;
}
