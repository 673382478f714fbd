/** What lies over the picture: its title, the ways to look for photos, the fader, zooming, and what is lit. */

import type { JSX } from 'preact';
import { cellsOf, type PageMosaic } from '../data/mosaic.js';
import { counted, nameOf } from '../data/words.js';
import type { Actions } from '../state/actions.js';
import type { Panel } from '../state/state.js';
import type { Viewport } from '../viewport/viewport.js';
import { Icon, type IconName } from './icons.js';
import { Thumbnail } from './photo.js';

/** What the head of the page is given. */
export interface HeadProps {
  readonly mosaic: PageMosaic;
  readonly panel: Panel;
  readonly actions: Actions;
}

const OPENERS: readonly { readonly panel: Panel; readonly icon: IconName; readonly text: string }[] = [
  { panel: 'find', icon: 'find', text: 'Find' },
  { panel: 'list', icon: 'list', text: 'List' },
  { panel: 'help', icon: 'help', text: 'Help' },
];

/** The title, and what opens panels. */
export function Head({ mosaic, panel, actions }: HeadProps): JSX.Element {
  const { data, photos, photoOf } = mosaic;
  return (
    <header class="head">
      <div class="title">
        <h1>{data.title}</h1>
        <p>
          {counted(photoOf.length, 'cell')} · {counted(photos, 'photo')}
        </p>
      </div>
      <nav class="plate" aria-label="Photos">
        {OPENERS.map(({ panel: each, icon, text }) => (
          <button
            key={each}
            type="button"
            aria-expanded={panel === each}
            onClick={() => actions.panel(panel === each ? 'none' : each)}
          >
            <Icon name={icon} />
            <span class="word">{text}</span>
          </button>
        ))}
      </nav>
    </header>
  );
}

/** What the foot of the page is given. */
export interface FootProps {
  readonly mosaic: PageMosaic;
  readonly fade: number;
  readonly actions: Actions;
  readonly viewport: { readonly current: Viewport | null };
}

/** The fader, and zooming. */
export function Foot({ mosaic, fade, actions, viewport }: FootProps): JSX.Element {
  const zoomBy = (factor: number) => viewport.current?.zoomBy(factor);
  return (
    <div class="foot">
      {mosaic.data.target ? (
        <div class="plate fader">
          <label for="fade">Original</label>
          <input
            id="fade"
            type="range"
            min="0"
            max="100"
            step="5"
            value={fade}
            style={{ '--share': `${fade}%` }}
            onInput={(event) => actions.dispatch({ kind: 'fade', percent: Number(event.currentTarget.value) })}
          />
          <output for="fade">{fade} %</output>
        </div>
      ) : (
        <span />
      )}
      <div class="plate zoom" role="toolbar" aria-label="Zoom">
        <Tool icon="minus" text="Zoom out" onClick={() => zoomBy(1 / 1.6)} />
        <Tool icon="plus" text="Zoom in" onClick={() => zoomBy(1.6)} />
        <Tool icon="home" text="Show all of the picture" onClick={() => viewport.current?.home()} />
        {document.fullscreenEnabled && <Tool icon="screen" text="Full screen" onClick={fullScreen} />}
      </div>
    </div>
  );
}

function fullScreen(): void {
  // refused where the page stands in a frame that may not: nothing happens then
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  change.catch(() => undefined);
}

interface ToolProps {
  readonly icon: IconName;
  readonly text: string;
  readonly kind?: string;
  onClick(): void;
}

function Tool({ icon, text, kind, onClick }: ToolProps): JSX.Element {
  return (
    <button type="button" class={kind} aria-label={text} title={text} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

/** What is said of a photo that is lit. */
export interface HighlightBarProps {
  readonly mosaic: PageMosaic;
  readonly photo: number;
  /** The cell that is chosen, −1 if none is. */
  readonly cell: number;
  readonly actions: Actions;
}

/** The photo whose places are lit, and the way through them. */
export function HighlightBar({ mosaic, photo, cell, actions }: HighlightBarProps): JSX.Element {
  const cells = cellsOf(mosaic, photo);
  const at = cells.indexOf(cell);
  const step = (by: number) => {
    const from = at < 0 && by < 0 ? 0 : at;
    actions.go(cells[(from + by + cells.length) % cells.length]);
  };
  return (
    <section class="plate lit" aria-label="Lit photo">
      <Thumbnail mosaic={mosaic} photo={photo} />
      <p>
        <strong class="line">{nameOf(mosaic, photo)}</strong>
        <span class="line">{counted(cells.length, 'place')}</span>
      </p>
      <Tool icon="before" text="Go to the previous place" onClick={() => step(-1)} />
      <Tool icon="next" text="Go to the next place" kind="onward" onClick={() => step(1)} />
      <Tool icon="close" text="Light everything again" onClick={() => actions.highlight(-1)} />
    </section>
  );
}
