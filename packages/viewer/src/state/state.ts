/** What the page is showing, and what each thing that happens makes of it. */

/** What stands beside the picture, or in its place. */
export type Panel = 'none' | 'card' | 'find' | 'list' | 'help';

/** All that the page shows besides where the picture is. A cell or photo of −1 is none. */
export interface State {
  readonly panel: Panel;
  /** The cell whose card is or was open. */
  readonly cell: number;
  /** The photo whose places are lit. */
  readonly lit: number;
  /** Where the cursor is or was. */
  readonly cursor: number;
  readonly isCursorOn: boolean;
  /** Percent of the target over the mosaic. */
  readonly fade: number;
}

/** What happens. */
export type PageEvent =
  | { readonly kind: 'open'; readonly cell: number }
  | { readonly kind: 'panel'; readonly panel: Panel }
  | { readonly kind: 'light'; readonly photo: number }
  | { readonly kind: 'cursor'; readonly cell: number }
  | { readonly kind: 'cursor-off' }
  | { readonly kind: 'fade'; readonly percent: number };

/** A page that has just been opened. */
export const START: State = { panel: 'none', cell: -1, lit: -1, cursor: -1, isCursorOn: false, fade: 0 };

/** What comes of an event. Other photos go dark when a cell of another photo is opened. */
export function next(state: State, event: PageEvent, photoOf: Uint32Array): State {
  switch (event.kind) {
    case 'open': {
      const lit = photoOf[event.cell] === state.lit ? state.lit : -1;
      return { ...state, panel: 'card', cell: event.cell, cursor: event.cell, lit };
    }
    case 'panel':
      return { ...state, panel: event.panel };
    case 'light':
      return { ...state, lit: event.photo, panel: state.panel === 'card' ? 'card' : 'none' };
    case 'cursor':
      return { ...state, cursor: event.cell, isCursorOn: true };
    case 'cursor-off':
      return { ...state, isCursorOn: false };
    case 'fade':
      return { ...state, fade: Math.max(0, Math.min(100, event.percent)) };
  }
}
