/** The page: the picture, what lies over it, and what stands beside it. */

import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { PageMosaic } from '../data/mosaic.js';
import { linkedCell, showLink } from '../data/permalink.js';
import { type Actions, actionsOf } from '../state/actions.js';
import { announcer } from '../state/announcer.js';
import { next, type PageEvent, START, type State } from '../state/state.js';
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
  const [state, dispatch] = useReducer((before: State, event: PageEvent) => next(before, event, mosaic.photoOf), START);
  const [said, setSaid] = useState('');
  const [hovered, setHovered] = useState<HoveredCell | undefined>();
  const [letters, setLetters] = useState(true);
  const [still, setStill] = useState(isMotionReduced);
  const viewport = useRef<Viewport | null>(null);
  const wrapper = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const actions = useMemo(
    () => actionsOf({ mosaic, dispatch, announce: announcer(setSaid), viewport, wrapper, heading }),
    [mosaic],
  );
  const { panel, cell, lit, fade } = state;
  const isOpen = panel === 'card' && hovered?.cell === cell;
  const plate = panel === 'list' || isOpen ? undefined : hovered;
  const unhover = plate && (() => setHovered(undefined));
  const heldTarget = useKeys({ mosaic, state, actions, viewport, wrapper, letters, unhover });
  useLinks(mosaic, state, actions);
  useEffect(() => setHovered(undefined), [panel]);
  useEffect(() => {
    if (still === isMotionReduced()) return;
    setMotionReduced(still);
    viewport.current?.applyReducedMotion();
  }, [still]);

  return (
    <>
      <Head {...{ mosaic, panel, actions }} />
      <main>
        <Picture
          {...{ mosaic, state, viewport, wrapper, actions, hovered, setHovered }}
          fade={heldTarget ? 1 : fade / 100}
        />
        {lit >= 0 && panel !== 'list' && <HighlightBar {...{ mosaic, photo: lit, cell, actions }} />}
        <Foot {...{ mosaic, fade, actions, viewport }} />
        {plate && <HoverPreview mosaic={mosaic} {...plate} />}
        {panel === 'card' && (
          <Card {...{ mosaic, cell, heading, actions, viewport, isLit: lit === mosaic.photoOf[cell] }} />
        )}
        {panel === 'find' && <FindPanel {...{ mosaic, actions }} />}
        {panel === 'help' && (
          <HelpPanel
            {...{ letters, isStill: still }}
            onLetters={setLetters}
            onStill={setStill}
            onClose={actions.close}
          />
        )}
        {panel === 'list' && <ListView {...{ mosaic, actions }} />}
      </main>
      <div class="unseen" role="status">
        {said}
      </div>
    </>
  );
}

/** Keeps the page's address and the open cell the same. */
function useLinks(mosaic: PageMosaic, { panel, cell }: State, actions: Actions): void {
  const shown = panel === 'card' ? cell : -1;
  const latest = useRef(shown);
  latest.current = shown;
  const follow = useCallback(() => {
    const linked = linkedCell(mosaic);
    if (linked >= 0) actions.go(linked);
    else if (latest.current >= 0) actions.close();
  }, [mosaic, actions]);
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
