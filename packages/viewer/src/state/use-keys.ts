/** The keyboard: presses become commands, and commands deeds. */

import { beside, type Direction } from '@tesserae/core/internal';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageMosaic } from '../data/mosaic.js';
import type { Viewport } from '../viewport/viewport.js';
import { type Command, commandOf } from './keys.js';
import type { State } from './state.js';
import type { Actions } from './use-actions.js';

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
function runCommand(command: Command, parts: KeyTargets): boolean {
  const { state, actions: deeds } = parts;
  if (command === 'out') return goOut(parts);
  if (command === 'find' || command === 'list' || command === 'help') {
    if (state.panel === command) deeds.close();
    else deeds.panel(command);
    return true;
  }
  if (state.panel === 'list') return false; // the picture is not seen
  return steer(command, parts) || walk(command, parts);
}

/** One step out: the plate that covers something, the panel, then the light, then the cursor. */
function goOut({ state, actions: deeds, unhover }: KeyTargets): boolean {
  if (unhover) unhover();
  else if (state.panel !== 'none') deeds.close();
  else if (state.lit >= 0) deeds.highlight(-1);
  else if (state.isCursorOn) deeds.dispatch({ kind: 'cursor-off' });
  else return false;
  return true;
}

/** Commands that move the picture. */
function steer(command: Command, { state, viewport: { current: stage } }: KeyTargets): boolean {
  const chosen = state.cursor >= 0 ? state.cursor : (stage?.centre() ?? 0);
  const moves: Partial<Record<Command, () => void>> = {
    'zoom-in': () => stage?.zoomBy(FACTOR),
    'zoom-out': () => stage?.zoomBy(1 / FACTOR),
    home: () => stage?.home(),
    selection: () => stage?.goTo(chosen, 0.8),
    actual: () => stage?.actualSize(chosen),
    'pan-left': () => stage?.panBy(-STEP, 0),
    'pan-right': () => stage?.panBy(STEP, 0),
    'pan-up': () => stage?.panBy(0, -STEP),
    'pan-down': () => stage?.panBy(0, STEP),
    'full-screen': () => document.querySelector<HTMLButtonElement>('.zoom [aria-label="Full screen"]')?.click(),
  };
  moves[command]?.();
  return command in moves;
}

const PANS: Partial<Record<Command, Command>> = {
  left: 'pan-left',
  right: 'pan-right',
  up: 'pan-up',
  down: 'pan-down',
};

const WAYS: Partial<Record<Command, Direction>> = {
  ...{ left: 'left', right: 'right', up: 'up', down: 'down' },
  ...{ first: 'first', last: 'last' },
};

/** Commands that move the cursor; without one, the picture. */
function walk(command: Command, parts: KeyTargets): boolean {
  const { mosaic, state, actions: deeds, viewport: stage, wrapper } = parts;
  const { cursor, isCursorOn } = state;
  if (!isCursorOn) {
    const pan = PANS[command];
    if (pan) return steer(pan, parts);
    if (command !== 'enter' || document.activeElement !== wrapper.current) return false;
    deeds.dispatch({ kind: 'cursor', cell: cursor >= 0 ? cursor : (stage.current?.centre() ?? 0) });
    return true;
  }
  if (command === 'enter') {
    deeds.open(cursor, { focus: true });
    return true;
  }
  const way = WAYS[command];
  if (way === undefined) return false;
  const to = beside(mosaic.data.layout, cursor, way);
  deeds.dispatch({ kind: 'cursor', cell: to });
  stage.current?.reveal(to);
  return true;
}
