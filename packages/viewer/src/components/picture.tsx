/** The picture's place in the page: a described picture, until its cursor makes it something to move about in. */

import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { cellsOf, type PageMosaic } from '../data/mosaic.js';
import { cellSentence } from '../data/words.js';
import type { Actions } from '../state/actions.js';
import type { State } from '../state/state.js';
import type { Insets } from '../viewport/navigation.js';
import { openViewport, type Viewport } from '../viewport/viewport.js';
import type { HoveredCell } from './hover-preview.js';

/** What the picture is given. */
export interface PictureProps {
  readonly mosaic: PageMosaic;
  readonly state: State;
  /** Where the stage goes once it is open. */
  readonly viewport: { current: Viewport | null };
  readonly wrapper: RefObject<HTMLDivElement | null>;
  readonly actions: Actions;
  readonly hovered: HoveredCell | undefined;
  setHovered(hovered: HoveredCell | undefined): void;
  /** 0…1: how much of the target is over the mosaic. */
  readonly fade: number;
}

/** Milliseconds that the pointer rests before a plate appears. */
const REST = 90;

/** The picture. */
export function Picture(props: PictureProps): JSX.Element {
  const { mosaic, state, viewport: stage, wrapper, actions, hovered, fade } = props;
  useStage(props);
  useEffect(() => stage.current?.fade(fade), [stage, fade]);
  const { panel, cell, lit, cursor, isCursorOn } = state;
  useEffect(() => {
    stage.current?.mark({
      lit: lit < 0 ? undefined : cellsOf(mosaic, lit),
      open: panel === 'card' ? cell : -1,
      hovered: hovered?.cell ?? -1,
      cursor: isCursorOn ? cursor : -1,
    });
  }, [mosaic, stage, panel, cell, lit, cursor, isCursorOn, hovered?.cell]);
  useEffect(() => {
    if (isCursorOn) actions.announce(cellSentence(mosaic, cursor));
  }, [mosaic, actions, isCursorOn, cursor]);

  const onFocus = () => {
    // a pointer's focus needs no cursor
    if (!wrapper.current?.matches(':focus-visible:not(.pointed)')) return;
    actions.dispatch({ kind: 'cursor', cell: cursor >= 0 ? cursor : (stage.current?.centre() ?? 0) });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it has a role, of two
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a description
    <div
      ref={wrapper}
      class="stage"
      tabIndex={0}
      role={isCursorOn ? 'application' : 'img'}
      aria-roledescription="zoomable mosaic"
      aria-label={mosaic.data.description}
      onFocus={onFocus}
      onBlur={() => {
        wrapper.current?.classList.remove('pointed');
        actions.dispatch({ kind: 'cursor-off' });
      }}
    />
  );
}

function useStage({ mosaic, viewport: stage, wrapper, actions, setHovered }: PictureProps): void {
  const waiting = useRef<number | undefined>(undefined);
  useEffect(() => {
    const element = wrapper.current;
    if (element === null) return;
    const opened = openViewport(element, mosaic, {
      onPress(cell) {
        // browsers may take a focus that a script gives for one by keyboard
        element.classList.add('pointed');
        element.focus({ preventScroll: true });
        if (cell >= 0) actions.open(cell);
        else actions.close();
      },
      onHover(cell, x, y) {
        clearTimeout(waiting.current);
        if (cell < 0) return setHovered(undefined);
        waiting.current = window.setTimeout(() => setHovered({ cell, x, y }), REST);
      },
      insets: (whole) => insetsOf(element, whole),
    });
    stage.current = opened;
    return () => {
      stage.current = null;
      opened.close();
    };
  }, [mosaic, stage, wrapper, actions, setHovered]);
}

/** Stages that are wider than this, CSS pixels, have head and foot in their corners. */
const WIDE = 640;

/** What lies over the stage: the head, the foot, and a panel at a side or at the bottom. */
function insetsOf(stage: HTMLElement, whole: boolean): Insets {
  const all = stage.getBoundingClientRect();
  const of = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
  const [head, foot, panel] = [of('.head'), of('.foot'), of('.panel')];
  const isWide = whole && all.width > WIDE;
  const top = head && !isWide ? head.bottom - all.top : 0;
  const bottom = foot && !isWide ? all.bottom - foot.top : 0;
  if (panel === undefined) return { top, right: 0, bottom, left: 0 };
  const isSheet = panel.width > all.width * 0.7;
  if (isSheet) return { top, right: 0, bottom: Math.max(bottom, all.bottom - panel.top), left: 0 };
  return { top, right: all.right - panel.left, bottom, left: 0 };
}
