/** The keyboard: presses become commands, and commands actions. */

import { beside, type Direction } from '@tesserae/core/internal';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageMosaic } from '../data/mosaic.js';
import type { Viewport } from '../viewport/viewport.js';
import type { Actions } from './actions.js';
import { type Command, commandOf } from './keys.js';
import type { Panel, State } from './state.js';

/** What keys act upon. */
export interface KeyTargets {
  readonly mosaic: PageMosaic;
  readonly state: State;
  readonly actions: Actions;
  readonly viewport: { readonly current: Viewport | null };
  readonly wrapper: { readonly current: HTMLElement | null };
  /** Whether single letters are heeded. */
  readonly letters: boolean;
  /** Takes the plate beside the pointer away; undefined if there is none. */
  readonly unhover: (() => void) | undefined;
}

/** Commands that move the picture or the cursor. */
type Move = Exclude<Command, 'target' | 'out' | Panel>;

/** Shares of the stage that a key moves the picture by, and the factor that it zooms by. */
const STEP = 0.15;
const FACTOR = 1.4;

/** Listens to keys. @returns whether the key that shows the target is held */
export function useKeys(parts: KeyTargets): boolean {
  const latest = useRef(parts);
  latest.current = parts;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const { wrapper, letters, state, mosaic } = latest.current;
      const { target } = event;
      const onPicture = target === wrapper.current || target === document.body;
      const command = commandOf(event, { onPicture, typing: takesText(target), letters });
      if (command === undefined) return;
      if (command === 'target') return setHeld(mosaic.data.target && state.panel !== 'list');
      if (runCommand(command, latest.current)) event.preventDefault();
    };
    const up = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'o') setHeld(false);
    };
    const away = () => setHeld(false);
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    addEventListener('blur', away);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
      removeEventListener('blur', away);
    };
  }, []);
  return held;
}

function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && ['search', 'text'].includes(target.type);
}

/** @returns whether there was something to do */
function runCommand(command: Exclude<Command, 'target'>, parts: KeyTargets): boolean {
  const { state, actions } = parts;
  if (command === 'out') return goOut(parts);
  if (command === 'find' || command === 'list' || command === 'help') {
    if (state.panel === command) actions.close();
    else actions.panel(command);
    return true;
  }
  if (state.panel === 'list') return false; // the picture is not seen
  return movesOf(parts)[command]() !== false;
}

/** One step out: the plate that covers something, the panel, then the light, then the cursor. */
function goOut({ state, actions, unhover }: KeyTargets): boolean {
  if (unhover) unhover();
  else if (state.panel !== 'none') actions.close();
  else if (state.lit >= 0) actions.highlight(-1);
  else if (state.isCursorOn) actions.dispatch({ kind: 'cursor-off' });
  else return false;
  return true;
}

/** What moves the picture, or the cursor if it is on; false where there was nothing to do. */
function movesOf(parts: KeyTargets): Readonly<Record<Move, () => unknown>> {
  const { mosaic, state, actions, viewport, wrapper } = parts;
  const stage = viewport.current;
  const { cursor, isCursorOn } = state;
  const chosen = cursor >= 0 ? cursor : (stage?.centre() ?? 0);
  const walk = (way: Direction): boolean => {
    if (!isCursorOn) return false;
    const to = beside(mosaic.data.layout, cursor, way);
    actions.dispatch({ kind: 'cursor', cell: to });
    stage?.reveal(to);
    return true;
  };
  return {
    'zoom-in': () => stage?.zoomBy(FACTOR),
    'zoom-out': () => stage?.zoomBy(1 / FACTOR),
    home: () => stage?.home(),
    selection: () => stage?.goTo(chosen, 0.8),
    actual: () => stage?.actualSize(chosen),
    'full-screen': () => document.querySelector<HTMLButtonElement>('.zoom [aria-label="Full screen"]')?.click(),
    'pan-left': () => stage?.panBy(-STEP, 0),
    'pan-right': () => stage?.panBy(STEP, 0),
    'pan-up': () => stage?.panBy(0, -STEP),
    'pan-down': () => stage?.panBy(0, STEP),
    left: () => walk('left') || stage?.panBy(-STEP, 0),
    right: () => walk('right') || stage?.panBy(STEP, 0),
    up: () => walk('up') || stage?.panBy(0, -STEP),
    down: () => walk('down') || stage?.panBy(0, STEP),
    first: () => walk('first'),
    last: () => walk('last'),
    enter() {
      if (isCursorOn) return actions.open(cursor, { focus: true });
      if (document.activeElement !== wrapper.current) return false;
      return actions.dispatch({ kind: 'cursor', cell: chosen });
    },
  };
}
