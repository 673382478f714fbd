/** What the parts of the page may do: each deed is one thing that a person wants, whoever asks for it. */

import { useMemo, useRef } from 'preact/hooks';
import { cellsOf, type PageMosaic } from '../data/mosaic.js';
import { cellSentence, counted, nameOf } from '../data/words.js';
import type { Viewport } from '../viewport/viewport.js';
import type { PageEvent, Panel, State } from './state.js';

/** What the parts of the page may do. */
export interface Actions {
  /** Opens the card of a cell, and says what is in it; `go` brings the picture there, `focus` the keyboard to the card. */
  open(cell: number, how?: { readonly go?: boolean; readonly focus?: boolean }): void;
  highlight(photo: number): void;
  /** Finds a photo: lights its places, or opens its only one. */
  choose(photo: number): void;
  panel(panel: Panel): void;
  close(): void;
  announce(sentence: string): void;
  dispatch(event: PageEvent): void;
}

/** What deeds are done with. */
export interface ActionContext {
  readonly mosaic: PageMosaic;
  readonly state: State;
  dispatch(event: PageEvent): void;
  announce(sentence: string): void;
  readonly viewport: { readonly current: Viewport | null };
  readonly wrapper: { readonly current: HTMLElement | null };
  readonly heading: { readonly current: HTMLElement | null };
}

/** The deeds, which stay the same ones while the page lives. */
export function useActions(parts: ActionContext): Actions {
  const latest = useRef(parts);
  latest.current = parts;
  return useMemo(() => {
    const later = (work: () => void) => requestAnimationFrame(() => requestAnimationFrame(work));
    const deeds: Actions = {
      open(cell, { go = false, focus = false } = {}) {
        const { mosaic, dispatch: tell, announce: say, viewport: stage, heading } = latest.current;
        tell({ kind: 'open', cell });
        // a card that gets the focus is read from its heading on
        if (!focus) say(cellSentence(mosaic, cell));
        // once the card is there: it takes a part of the stage
        later(() => {
          if (go) stage.current?.goTo(cell);
          else stage.current?.reveal(cell);
          if (focus) heading.current?.focus();
        });
      },
      highlight(photo) {
        latest.current.dispatch({ kind: 'light', photo });
        if (photo >= 0) announceHighlight(latest.current, photo);
      },
      choose(photo) {
        const { mosaic, dispatch: tell, viewport: stage } = latest.current;
        const cells = cellsOf(mosaic, photo);
        if (cells.length === 1) return deeds.open(cells[0], { go: true, focus: true });
        tell({ kind: 'panel', panel: 'none' });
        tell({ kind: 'light', photo });
        announceHighlight(latest.current, photo);
        later(() => {
          stage.current?.home();
          // from here on Enter goes from place to place
          document.querySelector<HTMLButtonElement>('.lit .onward')?.focus();
        });
      },
      panel: (panel) => latest.current.dispatch({ kind: 'panel', panel }),
      close() {
        const { dispatch: tell, wrapper } = latest.current;
        tell({ kind: 'panel', panel: 'none' });
        later(() => wrapper.current?.focus());
      },
      announce: (sentence) => latest.current.announce(sentence),
      dispatch: (event) => latest.current.dispatch(event),
    };
    return deeds;
  }, []);
}

function announceHighlight({ mosaic, announce: say }: ActionContext, photo: number): void {
  say(`${nameOf(mosaic, photo)}: ${counted(cellsOf(mosaic, photo).length, 'place')} lit.`);
}
