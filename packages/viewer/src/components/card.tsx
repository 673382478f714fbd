/** The card of a cell: its photo, larger; what it is called; and everywhere it is used. */

import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cellsOf, type PageMosaic } from '../data/mosaic.js';
import { linkTo } from '../data/permalink.js';
import { counted, dateOf, linkName, nameOf, placeWords, timesWords } from '../data/words.js';
import type { Actions } from '../state/actions.js';
import type { Viewport } from '../viewport/viewport.js';
import { Icon } from './icons.js';
import { PanelFrame } from './panel-frame.js';
import { WholePhoto } from './photo.js';

/** What a card shows and does. */
export interface CardProps {
  readonly mosaic: PageMosaic;
  readonly cell: number;
  /** Whether all places of its photo are lit. */
  readonly isLit: boolean;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly actions: Actions;
  readonly viewport: { readonly current: Viewport | null };
}

/** Places that are listed; the others are counted, and found in the list. */
const MOST_PLACES = 36;

/** The card. */
export function Card(props: CardProps): JSX.Element {
  const { mosaic, cell, heading, actions } = props;
  const photo = mosaic.photoOf[cell];
  const facts = [dateOf(mosaic, photo), mosaic.data.colours[photo]].filter(Boolean).join(' · ');
  const path = mosaic.data.paths[photo];
  const title = nameOf(mosaic, photo);
  return (
    <PanelFrame {...{ name: 'card', title, heading, close: 'Close card', onClose: actions.close }}>
      <div class="panel-body">
        <WholePhoto mosaic={mosaic} cell={cell} alt={`${title}, ${mosaic.data.colours[photo]}`} />
        <p class="facts">{facts}</p>
        {path && <p class="path">{path}</p>}
        <p class="place">
          {placeWords(mosaic, cell)}
          <CopyLink key={cell} {...{ mosaic, cell, actions }} />
        </p>
        <Uses {...props} />
      </div>
    </PanelFrame>
  );
}

function CopyLink({ mosaic, cell, actions }: Pick<CardProps, 'mosaic' | 'cell' | 'actions'>): JSX.Element {
  const [copied, setCopied] = useState<'no' | 'yes' | 'by-hand'>('no');
  const box = useRef<HTMLInputElement>(null);
  const link = linkTo(mosaic, cell);
  useLayoutEffect(() => {
    // the focus selects it
    if (copied === 'by-hand') box.current?.focus();
  }, [copied]);
  const copy = async () => {
    const isCopied = await write(link);
    setCopied(isCopied ? 'yes' : 'by-hand');
    actions.announce(isCopied ? 'Link copied.' : 'The link is selected, to be copied.');
    if (!isCopied) box.current?.focus();
  };
  return (
    <>
      <button type="button" class="quiet" onClick={copy}>
        <Icon name="link" />
        {copied === 'yes' ? 'Link copied' : 'Copy link'}
      </button>
      {copied === 'by-hand' && (
        <input
          {...{ ref: box, class: 'address', type: 'text', readOnly: true, value: link }}
          aria-label="Link to this place"
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}

/** @returns whether the clipboard took it; pages of plain http have none, and others may be refused */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function Uses({ mosaic, cell, isLit, actions, viewport }: CardProps): JSX.Element {
  const photo = mosaic.photoOf[cell];
  const cells = cellsOf(mosaic, photo);
  const at = cells.indexOf(cell);
  const step = (by: number) => actions.go(cells[(at + by + cells.length) % cells.length]);
  const more = cells.length - MOST_PLACES;
  return (
    <>
      <div class="actions">
        <button type="button" class="main" aria-pressed={isLit} onClick={() => actions.highlight(isLit ? -1 : photo)}>
          <Icon name="light" />
          Used {timesWords(cells.length)}
          {cells.length > 1 && (isLit ? ', all lit' : ': show all')}
        </button>
        <button type="button" onClick={() => viewport.current?.goTo(cell, 0.8)} aria-label="Zoom to this cell">
          <Icon name="near" />
        </button>
      </div>
      {cells.length > 1 && (
        <div class="uses">
          <div class="steps">
            <button type="button" onClick={() => step(-1)} aria-label="Previous place">
              <Icon name="before" />
            </button>
            <span>
              {(at + 1).toLocaleString('en')} of {counted(cells.length, 'place')}
            </span>
            <button type="button" onClick={() => step(1)} aria-label="Next place">
              <Icon name="next" />
            </button>
          </div>
          <ul class="places" aria-label="Places">
            {Array.from(cells.subarray(0, MOST_PLACES), (place) => (
              <li key={place}>
                <button
                  type="button"
                  aria-current={place === cell ? 'true' : undefined}
                  onClick={() => actions.go(place)}
                >
                  {linkName(mosaic, place)}
                </button>
              </li>
            ))}
          </ul>
          {more > 0 && <p class="facts">and {counted(more, 'place')} more</p>}
        </div>
      )}
    </>
  );
}
