/** What the parts of the page may do: each action is one thing that a person wants, whoever asks for it. */

import { cellsOf, type PageMosaic } from '../data/mosaic.js';
import { cellSentence, counted, nameOf } from '../data/words.js';
import type { Viewport } from '../viewport/viewport.js';
import type { PageEvent, Panel } from './state.js';

/** What the parts of the page may do. */
export interface Actions {
  /** Opens the card of a cell, and says what is in it; `go` brings the picture there, `focus` the keyboard to the card. */
  open(cell: number, how?: { readonly go?: boolean; readonly focus?: boolean }): void;
  /** Opens the card of a cell, and brings the picture there. */
  go(cell: number): void;
  highlight(photo: number): void;
  /** Finds a photo: lights its places, or opens its only one. */
  choose(photo: number): void;
  panel(panel: Panel): void;
  close(): void;
  announce(sentence: string): void;
  dispatch(event: PageEvent): void;
}

/** What actions are done with; all of it stays the same while the page lives. */
export interface ActionContext {
  readonly mosaic: PageMosaic;
  dispatch(event: PageEvent): void;
  announce(sentence: string): void;
  readonly viewport: { readonly current: Viewport | null };
  readonly wrapper: { readonly current: HTMLElement | null };
  readonly heading: { readonly current: HTMLElement | null };
}

/** The actions of a page. */
export function actionsOf({ mosaic, dispatch, announce, viewport, wrapper, heading }: ActionContext): Actions {
  const later = (work: () => void) => requestAnimationFrame(() => requestAnimationFrame(work));
  const announceHighlight = (photo: number) =>
    announce(`${nameOf(mosaic, photo)}: ${counted(cellsOf(mosaic, photo).length, 'place')} lit.`);
  const actions: Actions = {
    open(cell, { go = false, focus = false } = {}) {
      dispatch({ kind: 'open', cell });
      // a card that gets the focus is read from its heading on
      if (!focus) announce(cellSentence(mosaic, cell));
      // once the card is there: it takes a part of the stage
      later(() => {
        if (go) viewport.current?.goTo(cell);
        else viewport.current?.reveal(cell);
        if (focus) heading.current?.focus();
      });
    },
    go: (cell) => actions.open(cell, { go: true }),
    highlight(photo) {
      dispatch({ kind: 'light', photo });
      if (photo >= 0) announceHighlight(photo);
    },
    choose(photo) {
      const cells = cellsOf(mosaic, photo);
      if (cells.length === 1) return actions.open(cells[0], { go: true, focus: true });
      dispatch({ kind: 'panel', panel: 'none' });
      dispatch({ kind: 'light', photo });
      announceHighlight(photo);
      later(() => {
        viewport.current?.home();
        // from here on Enter goes from place to place
        document.querySelector<HTMLButtonElement>('.lit .onward')?.focus();
      });
    },
    panel: (panel) => dispatch({ kind: 'panel', panel }),
    close() {
      dispatch({ kind: 'panel', panel: 'none' });
      later(() => wrapper.current?.focus());
    },
    announce,
    dispatch,
  };
  return actions;
}
