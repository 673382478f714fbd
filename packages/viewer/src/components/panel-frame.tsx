/** What panels and the list have in common: a heading, a button that closes, a box to look for photos. */

import type { ComponentChildren, JSX, RefObject } from 'preact';
import type { PageMosaic } from '../data/mosaic.js';
import { Icon } from './icons.js';

/** A panel beside the picture. */
export interface PanelFrameProps {
  readonly name: 'card' | 'find' | 'help';
  readonly title: string;
  readonly heading?: RefObject<HTMLHeadingElement | null>;
  /** What its button is called. */
  readonly close: string;
  onClose(): void;
  readonly children: ComponentChildren;
}

/** A panel. */
export function PanelFrame({ name, title, heading, close, onClose, children }: PanelFrameProps): JSX.Element {
  return (
    <div class={`panel ${name}`} role="dialog" aria-labelledby={`${name}-name`}>
      <div class="panel-head">
        <h2 id={`${name}-name`} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" onClick={onClose} aria-label={close}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </div>
  );
}

/** What is looked for, and what else the box is given. */
export interface SearchBoxProps {
  readonly mosaic: PageMosaic;
  /** What it is called. */
  readonly label: string;
  readonly query: string;
  setQuery(query: string): void;
  readonly box?: RefObject<HTMLInputElement | null>;
  /** Enter was pressed in it. */
  onEnter?(): void;
}

/** A box to look for photos. */
export function SearchBox({ mosaic, label, query, setQuery, box, onEnter }: SearchBoxProps): JSX.Element {
  return (
    <label class="search">
      <Icon name="find" />
      <span class="unseen">{label}</span>
      <input
        ref={box}
        type="search"
        value={query}
        // what there is to type, by what the page tells
        placeholder={mosaic.data.captions.length > 0 ? 'Name, year, colour …' : 'Number, colour, r12c40 …'}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && onEnter?.()}
      />
    </label>
  );
}
