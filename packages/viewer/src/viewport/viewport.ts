/** The picture: OpenSeadragon with the mosaic in it, the target over it, and marks over both. */

import OpenSeadragon from 'openseadragon';
import { addressOf } from '../data/files.js';
import type { PageMosaic } from '../data/mosaic.js';
import { PAGE_FILES } from '../data/page-data.js';
import { cellUnder, drawMarks, type Marks, NO_MARKS } from './marks.js';
import { type FindInsets, type Navigation, navigationOf, pictureBounds, pictureSize } from './navigation.js';
import { isMotionReduced } from './reduced-motion.js';

/** What the stage tells. */
export interface ViewportEvents {
  /** A cell was clicked or tapped; −1 beside the picture. */
  onPress(cell: number): void;
  /** The pointer is over another cell, at a place of the stage; −1 if over none. */
  onHover(cell: number, x: number, y: number): void;
  readonly insets: FindInsets;
}

/** The picture on the screen. */
export interface Viewport extends Navigation {
  /** 0 = the mosaic alone, 1 = the target alone. */
  fade(share: number): void;
  mark(marks: Marks): void;
  /** Glides or jumps from now on, as `isMotionReduced` says. */
  applyReducedMotion(): void;
  close(): void;
}

/** Shows a mosaic in an element. Close it. */
export function openViewport(element: HTMLElement, mosaic: PageMosaic, events: ViewportEvents): Viewport {
  const viewer = OpenSeadragon(viewerOptions(element, mosaic));
  viewer.canvas.tabIndex = -1; // the stage around it is what has the focus
  const canvas = document.createElement('canvas');
  canvas.className = 'marks';
  element.append(canvas);
  let marks = NO_MARKS;
  let target: OpenSeadragon.TiledImage | undefined;
  let share = 0;

  const draw = () => drawMarks(canvas, mosaic, pictureBounds(viewer, mosaic), marks);
  const size = () => {
    const density = window.devicePixelRatio || 1;
    canvas.width = Math.round(element.clientWidth * density);
    canvas.height = Math.round(element.clientHeight * density);
    draw();
  };
  const watcher = new ResizeObserver(size);
  watcher.observe(element);
  viewer.addHandler('update-viewport', draw);
  listen(viewer, element, mosaic, events);
  if (mosaic.data.target) {
    viewer.addOnceHandler('open', () =>
      addTargetLayer(viewer, (item) => {
        target = item;
        item.setOpacity(share);
      }),
    );
  }
  viewer.addOnceHandler('open', () => {
    applyReducedMotion(viewer);
    size();
    stage.home();
    viewer.viewport.applyConstraints(true);
  });
  const stage: Viewport = {
    ...navigationOf(viewer, mosaic, events.insets),
    fade(to) {
      share = to;
      target?.setOpacity(to);
    },
    mark(to) {
      marks = to;
      draw();
    },
    applyReducedMotion: () => applyReducedMotion(viewer),
    close() {
      watcher.disconnect();
      viewer.destroy();
      canvas.remove();
    },
  };
  return stage;
}

function viewerOptions(element: HTMLElement, mosaic: PageMosaic): OpenSeadragon.Options {
  const { width, height } = pictureSize(mosaic);
  const { square } = mosaic.data;
  const maxLevel = Math.ceil(Math.log2(Math.max(width, height)));
  // with the function that its documentation has and its types do not
  const source: OpenSeadragon.TileSourceOptions & Pick<OpenSeadragon.TileSource, 'getTileUrl'> = {
    ...{ width, height, tileSize: square, tileOverlap: 0, maxLevel },
    // smaller sizes than one square show nothing that it does not
    minLevel: Math.max(0, Math.min(maxLevel, Math.floor(Math.log2(square)))),
    getTileUrl: (level: number, column: number, row: number) => addressOf(PAGE_FILES.square(level, column, row)),
  };
  return {
    element,
    tileSources: source,
    // WebGL may not use pictures of a page that was opened from a disk
    drawer: 'canvas',
    showNavigationControl: false,
    keyboardNavEnabled: false,
    springStiffness: 8,
    visibilityRatio: 0.3,
    minZoomImageRatio: 0.5,
    maxZoomPixelRatio: 3,
    zoomPerScroll: 1.25,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    gestureSettingsTouch: { clickToZoom: false, dblClickToZoom: true },
    gestureSettingsPen: { clickToZoom: false, dblClickToZoom: true },
  };
}

/** Seconds that the picture glides. */
const GLIDE = 0.7;

function applyReducedMotion(viewer: OpenSeadragon.Viewer): void {
  // what its types leave out
  const { viewport, gestureSettingsTouch } = viewer as unknown as {
    readonly viewport: Readonly<Record<'centerSpringX' | 'centerSpringY' | 'zoomSpring', OpenSeadragon.Spring>>;
    readonly gestureSettingsTouch: OpenSeadragon.GestureSettings;
  };
  const { centerSpringX, centerSpringY, zoomSpring } = viewport;
  for (const spring of [centerSpringX, centerSpringY, zoomSpring])
    spring.animationTime = isMotionReduced() ? 0.001 : GLIDE;
  gestureSettingsTouch.flickEnabled = !isMotionReduced();
}

/** Lays the target over the mosaic, unseen; it covers the same cells. */
function addTargetLayer(viewer: OpenSeadragon.Viewer, ready: (item: OpenSeadragon.TiledImage) => void): void {
  viewer.addSimpleImage({
    ...{ url: addressOf(PAGE_FILES.target), x: 0, y: 0, width: 1, opacity: 0 },
    // the event holds what was added; its type does not say so
    success: (event) => ready((event as unknown as { readonly item: OpenSeadragon.TiledImage }).item),
  });
}

function listen(viewer: OpenSeadragon.Viewer, element: HTMLElement, mosaic: PageMosaic, events: ViewportEvents): void {
  let hovered = -1;
  let pointer: { readonly x: number; readonly y: number } | undefined;
  const hover = (cell: number, x: number, y: number) => {
    if (cell !== hovered) events.onHover(cell, x, y);
    hovered = cell;
  };
  viewer.addHandler('canvas-click', ({ quick, position }) => {
    if (quick) events.onPress(cellUnder(mosaic, pictureBounds(viewer, mosaic), position.x, position.y));
  });
  const leave = () => {
    pointer = undefined;
    hover(-1, 0, 0);
  };
  viewer.addHandler('canvas-drag', leave);
  viewer.addHandler('update-viewport', () => {
    // the picture moves under a pointer that rests: what was under it is no longer
    if (pointer === undefined) return;
    const cell = cellUnder(mosaic, pictureBounds(viewer, mosaic), pointer.x, pointer.y);
    if (cell === hovered) return;
    hover(-1, 0, 0);
    hover(cell, pointer.x, pointer.y);
  });
  element.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
    const { left, top } = element.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    pointer = { x, y };
    hover(cellUnder(mosaic, pictureBounds(viewer, mosaic), x, y), x, y);
  });
  element.addEventListener('pointerleave', leave);
}
