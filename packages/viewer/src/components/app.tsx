/** The page: the picture, what lies over it, and what stands beside it. */

import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { PageMosaic } from '../data/mosaic.js';
import { linkedCell, showLink } from '../data/permalink.js';
import { announcer } from '../state/announcer.js';
import { next, type PageEvent, START, type State } from '../state/state.js';
import { type Actions, useActions } from '../state/use-actions.js';
import { useKeys } from '../state/use-keys.js';
import { isMotionReduced, setMotionReduced } from '../viewport/reduced-motion.js';
import type { Viewport } from '../viewport/viewport.js';
import { Card } from './card.js';
import { Foot, Head, HighlightBar } from './controls.js';
import { FindPanel } from './find-panel.js';
import { HelpPanel } from './help-panel.js';
import { type HoveredCell, HoverPreview } from './hover-preview.js';
import { ListView } from './list-view.js';
import { Picture } from './picture.js';

/** The page. */
export function App({ mosaic }: { readonly mosaic: PageMosaic }): JSX.Element {
  const [state, tell] = useReducer((before: State, event: PageEvent) => next(before, event, mosaic.photoOf), START);
  const [said, setSaid] = useState('');
  const [hovered, setHovered] = useState<HoveredCell | undefined>();
  const [letters, setLetters] = useState(true);
  const [still, setStill] = useState(isMotionReduced);
  const stage = useRef<Viewport | null>(null);
  const wrapper = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const say = useMemo(() => announcer(setSaid), []);
  const deeds = useActions({ mosaic, state, dispatch: tell, announce: say, viewport: stage, wrapper, heading });
  const { panel, cell, lit, fade } = state;
  const isOpen = panel === 'card' && hovered?.cell === cell;
  const plate = panel === 'list' || isOpen ? undefined : hovered;
  const unhover = plate && (() => setHovered(undefined));
  const heldTarget = useKeys({ mosaic, state, actions: deeds, viewport: stage, wrapper, letters, unhover });
  useLinks(mosaic, state, deeds);
  useEffect(() => setHovered(undefined), [panel]);
  useEffect(() => {
    if (still === isMotionReduced()) return;
    setMotionReduced(still);
    stage.current?.applyReducedMotion();
  }, [still]);

  return (
    <>
      <Head mosaic={mosaic} panel={panel} onPanel={deeds.panel} />
      <main>
        <Picture
          {...{ mosaic, state, viewport: stage, wrapper, actions: deeds, hovered, setHovered }}
          fade={heldTarget ? 1 : fade / 100}
        />
        {lit >= 0 && panel !== 'list' && (
          <HighlightBar
            {...{ mosaic, photo: lit, cell }}
            onGo={(to) => deeds.open(to, { go: true })}
            onClear={() => deeds.highlight(-1)}
          />
        )}
        <Foot
          {...{
            fade,
            hasTarget: mosaic.data.target,
            onFullScreen: document.fullscreenEnabled ? fullScreen : undefined,
          }}
          onFade={(percent) => tell({ kind: 'fade', percent })}
          onZoom={(factor) => stage.current?.zoomBy(factor)}
          onHome={() => stage.current?.home()}
        />
        {plate && <HoverPreview mosaic={mosaic} {...plate} />}
        {panel === 'card' && (
          <Card
            {...{ mosaic, cell, heading, isLit: lit === mosaic.photoOf[cell] }}
            announce={deeds.announce}
            onLight={deeds.highlight}
            onGo={(to) => deeds.open(to, { go: true })}
            onNear={(to) => stage.current?.goTo(to, 0.8)}
            onClose={deeds.close}
          />
        )}
        {panel === 'find' && <FindPanel {...{ mosaic, announce: say }} onChoose={deeds.choose} onClose={deeds.close} />}
        {panel === 'help' && (
          <HelpPanel {...{ letters, isStill: still }} onLetters={setLetters} onStill={setStill} onClose={deeds.close} />
        )}
        {panel === 'list' && (
          <ListView
            mosaic={mosaic}
            onOpen={(to) => deeds.open(to, { go: true, focus: true })}
            onLight={deeds.choose}
            onClose={deeds.close}
          />
        )}
      </main>
      <div class="unseen" role="status">
        {said}
      </div>
    </>
  );
}

/** Keeps the page's address and the open cell the same. */
function useLinks(mosaic: PageMosaic, { panel, cell }: State, deeds: Actions): void {
  const shown = panel === 'card' ? cell : -1;
  const latest = useRef(shown);
  latest.current = shown;
  const follow = useCallback(() => {
    const linked = linkedCell(mosaic);
    if (linked >= 0) deeds.open(linked, { go: true });
    else if (latest.current >= 0) deeds.close();
  }, [mosaic, deeds]);
  useEffect(() => {
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [follow]);
  const first = useRef(true);
  useEffect(() => {
    // the address that the page was opened with is read before it is written
    if (first.current) first.current = false;
    else showLink(mosaic, shown);
  }, [mosaic, shown]);
}

function fullScreen(): void {
  // refused where the page stands in a frame that may not: nothing happens then
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  change.catch(() => undefined);
}
