/**
 * What tells other programs about the squares: a Deep Zoom descriptor, and IIIF's description and manifest.
 *
 * Source: IIIF Image API 3.0, https://iiif.io/api/image/3.0/ (static files: compliance level 0); IIIF Presentation API 3.0,
 * https://iiif.io/api/presentation/3.0/.
 */

import { isSingle, type PyramidLevel, SQUARE, type Square, squareSize } from '../pyramid/levels.js';

/** Where a square stands, as Deep Zoom has it. */
export function deepZoomPath({ level, column, row }: Square): string {
  return `mosaic_files/${level.number}/${column}_${row}.jpg`;
}

/** The Deep Zoom descriptor. */
export function deepZoomDescriptor(width: number, height: number): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Image xmlns="http://schemas.microsoft.com/deepzoom/2008" Format="jpg" Overlap="0" TileSize="${SQUARE}">
  <Size Width="${width}" Height="${height}"/>
</Image>
`;
}

/** The levels whose squares IIIF asks for: down to the first that is a single one. */
export function iiifLevels(levels: readonly PyramidLevel[]): readonly PyramidLevel[] {
  return levels.slice(0, levels.findIndex(isSingle) + 1);
}

/**
 * Where a square stands, as IIIF has it: the part of the whole picture that it shows, and its size. A square that shows
 * everything stands in two places: viewers call it `full`, or by its corners.
 *
 * @param whole  the largest level
 */
export function iiifPaths(whole: PyramidLevel, square: Square): string[] {
  const { level, column, row } = square;
  const { width, height } = squareSize(square);
  const side = SQUARE * level.scale;
  const [x, y] = [column * side, row * side];
  const [w, h] = [Math.min(side, whole.width - x), Math.min(side, whole.height - y)];
  const corners = `iiif/${x},${y},${w},${h}/${width},${height}/0/default.jpg`;
  return isSingle(level) ? [corners, `iiif/full/${width},${height}/0/default.jpg`] : [corners];
}

/** Where the preview stands, as IIIF has it: by its size, unless it is a square too, and as the largest there is. */
export function wholePaths({ preview }: IiifFacts): string[] {
  const largest = 'iiif/full/max/0/default.jpg';
  return isSingle(preview) ? [largest] : [largest, `iiif/full/${preview.width},${preview.height}/0/default.jpg`];
}

/** What a folder of squares is told about. */
export interface IiifFacts {
  /** Where the folder will stand, without a slash at the end. */
  readonly url: string;
  readonly title: string;
  /** All levels, the largest first. */
  readonly levels: readonly PyramidLevel[];
  /** The level that there is as a whole picture. */
  readonly preview: PyramidLevel;
}

/** IIIF's description of the picture: `info.json`. */
export function iiifInfo({ url, levels, preview }: IiifFacts): string {
  const asked = iiifLevels(levels);
  const [whole] = levels;
  const sizes = [asked[asked.length - 1], preview]
    .filter((level, i, all) => all.indexOf(level) === i)
    .map(({ width, height }) => ({ width, height }));
  const info = {
    '@context': 'http://iiif.io/api/image/3/context.json',
    id: `${url}/iiif`,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level0',
    width: whole.width,
    height: whole.height,
    // no single answer is larger than the preview: what "max" stands for
    maxWidth: Math.max(preview.width, Math.min(SQUARE, whole.width)),
    maxHeight: Math.max(preview.height, Math.min(SQUARE, whole.height)),
    sizes,
    tiles: [{ width: SQUARE, scaleFactors: asked.map(({ scale }) => scale) }],
  };
  return `${JSON.stringify(info, null, 1)}\n`;
}

/** IIIF's presentation of the picture: one canvas, with the picture on it. */
export function iiifManifest({ url, title, levels, preview }: IiifFacts): string {
  const [{ width, height }] = levels;
  const canvas = `${url}/iiif/canvas`;
  const painting = {
    id: `${canvas}/painting`,
    type: 'Annotation',
    motivation: 'painting',
    target: canvas,
    body: {
      id: `${url}/iiif/full/max/0/default.jpg`,
      type: 'Image',
      format: 'image/jpeg',
      width: preview.width,
      height: preview.height,
      service: [{ id: `${url}/iiif`, type: 'ImageService3', profile: 'level0' }],
    },
  };
  const manifest = {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: `${url}/iiif/manifest.json`,
    type: 'Manifest',
    label: { none: [title] },
    homepage: [{ id: `${url}/`, type: 'Text', label: { none: [title] }, format: 'text/html' }],
    items: [
      {
        ...{ id: canvas, type: 'Canvas', label: { none: [title] }, width, height },
        items: [{ id: `${canvas}/page`, type: 'AnnotationPage', items: [painting] }],
      },
    ],
  };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}
