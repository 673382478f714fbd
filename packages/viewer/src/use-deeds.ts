/** What the parts of the page may do: each deed is one thing that a person wants, whoever asks for it. */

import { useMemo, useRef } from 'preact/hooks';
import { cellsOf, type Mosaic } from './mosaic.js';
import type { Stage } from './stage.js';
import type { Event, Panel, State } from './state.js';
import { cellSentence, counted, nameOf } from './words.js';

/** What the parts of the page may do. */
export interface Deeds {
  /** Opens the card of a cell, and says what is in it; `go` brings the picture there, `focus` the keyboard to the card. */
  open(cell: number, how?: { readonly go?: boolean; readonly focus?: boolean }): void;
  light(photo: number): void;
  /** Finds a photo: lights its places, or opens its only one. */
  choose(photo: number): void;
  panel(panel: Panel): void;
  close(): void;
  say(sentence: string): void;
  tell(event: Event): void;
}

/** What deeds are done with. */
export interface DeedsParts {
  readonly mosaic: Mosaic;
  readonly state: State;
  tell(event: Event): void;
  say(sentence: string): void;
  readonly stage: { readonly current: Stage | null };
  readonly wrapper: { readonly current: HTMLElement | null };
  readonly heading: { readonly current: HTMLElement | null };
}

/** The deeds, which stay the same ones while the page lives. */
export function useDeeds(parts: DeedsParts): Deeds {
  const latest = useRef(parts);
  latest.current = parts;
  return useMemo(() => {
    const later = (work: () => void) => requestAnimationFrame(() => requestAnimationFrame(work));
    const deeds: Deeds = {
      open(cell, { go = false, focus = false } = {}) {
        const { mosaic, tell, say, stage, heading } = latest.current;
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
      light(photo) {
        latest.current.tell({ kind: 'light', photo });
        if (photo >= 0) sayLit(latest.current, photo);
      },
      choose(photo) {
        const { mosaic, tell, stage } = latest.current;
        const cells = cellsOf(mosaic, photo);
        if (cells.length === 1) return deeds.open(cells[0], { go: true, focus: true });
        tell({ kind: 'panel', panel: 'none' });
        tell({ kind: 'light', photo });
        sayLit(latest.current, photo);
        later(() => {
          stage.current?.home();
          // from here on Enter goes from place to place
          document.querySelector<HTMLButtonElement>('.lit .onward')?.focus();
        });
      },
      panel: (panel) => latest.current.tell({ kind: 'panel', panel }),
      close() {
        const { tell, wrapper } = latest.current;
        tell({ kind: 'panel', panel: 'none' });
        later(() => wrapper.current?.focus());
      },
      say: (sentence) => latest.current.say(sentence),
      tell: (event) => latest.current.tell(event),
    };
    return deeds;
  }, []);
}

function sayLit({ mosaic, say }: DeedsParts, photo: number): void {
  say(`${nameOf(mosaic, photo)}: ${counted(cellsOf(mosaic, photo).length, 'place')} lit.`);
}
