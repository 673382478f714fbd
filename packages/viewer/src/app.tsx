/** The page: the picture, what lies over it, and what stands beside it. */

import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { Card } from './card.js';
import { Foot, Head, LitBar } from './controls.js';
import { FindPanel } from './find-panel.js';
import { HelpPanel } from './help-panel.js';
import { type Hovered, HoverPlate } from './hover.js';
import { ListView } from './list-view.js';
import type { Mosaic } from './mosaic.js';
import { beStill, isStill } from './motion.js';
import { linkedCell, showLink } from './permalink.js';
import { Picture } from './picture.js';
import { speaker } from './speaker.js';
import type { Stage } from './stage.js';
import { type Event, next, START, type State } from './state.js';
import { type Deeds, useDeeds } from './use-deeds.js';
import { useKeys } from './use-keys.js';

/** The page. */
export function App({ mosaic }: { readonly mosaic: Mosaic }): JSX.Element {
  const [state, tell] = useReducer((before: State, event: Event) => next(before, event, mosaic.photoOf), START);
  const [said, setSaid] = useState('');
  const [hovered, setHovered] = useState<Hovered | undefined>();
  const [letters, setLetters] = useState(true);
  const [still, setStill] = useState(isStill);
  const stage = useRef<Stage | null>(null);
  const wrapper = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const say = useMemo(() => speaker(setSaid), []);
  const deeds = useDeeds({ mosaic, state, tell, say, stage, wrapper, heading });
  const { panel, cell, lit, fade } = state;
  const isOpen = panel === 'card' && hovered?.cell === cell;
  const plate = panel === 'list' || isOpen ? undefined : hovered;
  const unhover = plate && (() => setHovered(undefined));
  const heldTarget = useKeys({ mosaic, state, deeds, stage, wrapper, letters, unhover });
  useLinks(mosaic, state, deeds);
  useEffect(() => setHovered(undefined), [panel]);
  useEffect(() => {
    if (still === isStill()) return;
    beStill(still);
    stage.current?.heedStillness();
  }, [still]);

  return (
    <>
      <Head mosaic={mosaic} panel={panel} onPanel={deeds.panel} />
      <main>
        <Picture
          {...{ mosaic, state, stage, wrapper, deeds, hovered, setHovered }}
          fade={heldTarget ? 1 : fade / 100}
        />
        {lit >= 0 && panel !== 'list' && (
          <LitBar
            {...{ mosaic, photo: lit, cell }}
            onGo={(to) => deeds.open(to, { go: true })}
            onClear={() => deeds.light(-1)}
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
        {plate && <HoverPlate mosaic={mosaic} {...plate} />}
        {panel === 'card' && (
          <Card
            {...{ mosaic, cell, heading, isLit: lit === mosaic.photoOf[cell] }}
            say={deeds.say}
            onLight={deeds.light}
            onGo={(to) => deeds.open(to, { go: true })}
            onNear={(to) => stage.current?.goTo(to, 0.8)}
            onClose={deeds.close}
          />
        )}
        {panel === 'find' && <FindPanel {...{ mosaic, say }} onChoose={deeds.choose} onClose={deeds.close} />}
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
function useLinks(mosaic: Mosaic, { panel, cell }: State, deeds: Deeds): void {
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
