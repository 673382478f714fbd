/** The card of a cell: its photo, larger; what it is called; and everywhere it is used. */

import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cellsOf, type PageMosaic } from '../data/mosaic.js';
import { linkTo } from '../data/permalink.js';
import { counted, dateOf, linkName, nameOf, placeWords, timesWords } from '../data/words.js';
import { Icon } from './icons.js';
import { WholePhoto } from './photo.js';

/** What a card shows and does. */
export interface CardProps {
  readonly mosaic: PageMosaic;
  readonly cell: number;
  /** Whether all places of its photo are lit. */
  readonly isLit: boolean;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  announce(sentence: string): void;
  onLight(photo: number): void;
  onGo(cell: number): void;
  onNear(cell: number): void;
  onClose(): void;
}

/** Places that are listed; the others are counted, and found in the list. */
const MOST_PLACES = 36;

/** The card. */
export function Card(props: CardProps): JSX.Element {
  const { mosaic, cell, heading, announce: say, onClose } = props;
  const photo = mosaic.photoOf[cell];
  const facts = [dateOf(mosaic, photo), mosaic.data.colours[photo]].filter(Boolean).join(' · ');
  const path = mosaic.data.paths[photo];
  return (
    <div class="panel card" role="dialog" aria-labelledby="card-name">
      <div class="panel-head">
        <h2 id="card-name" ref={heading} tabIndex={-1}>
          {nameOf(mosaic, photo)}
        </h2>
        <button type="button" class="plain" onClick={onClose} aria-label="Close card">
          <Icon name="close" />
        </button>
      </div>
      <div class="panel-body">
        <WholePhoto mosaic={mosaic} cell={cell} alt={`${nameOf(mosaic, photo)}, ${mosaic.data.colours[photo]}`} />
        <p class="facts">{facts}</p>
        {path && <p class="path">{path}</p>}
        <p class="place">
          {placeWords(mosaic, cell)}
          <CopyLink key={cell} {...{ mosaic, cell, announce: say }} />
        </p>
        <Uses {...props} />
      </div>
    </div>
  );
}

function CopyLink({ mosaic, cell, announce: say }: Pick<CardProps, 'mosaic' | 'cell' | 'announce'>): JSX.Element {
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
    say(isCopied ? 'Link copied.' : 'The link is selected, to be copied.');
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
  if (navigator.clipboard === undefined) return false;
  return await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}

function Uses({ mosaic, cell, isLit, onLight, onGo, onNear }: CardProps): JSX.Element {
  const photo = mosaic.photoOf[cell];
  const cells = cellsOf(mosaic, photo);
  const at = cells.indexOf(cell);
  const step = (by: number) => onGo(cells[(at + by + cells.length) % cells.length]);
  const more = cells.length - MOST_PLACES;
  return (
    <>
      <div class="actions">
        <button type="button" class="main" aria-pressed={isLit} onClick={() => onLight(isLit ? -1 : photo)}>
          <Icon name="light" />
          Used {timesWords(cells.length)}
          {cells.length > 1 && (isLit ? ', all lit' : ': show all')}
        </button>
        <button type="button" onClick={() => onNear(cell)} aria-label="Zoom to this cell">
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
                <button type="button" aria-current={place === cell ? 'true' : undefined} onClick={() => onGo(place)}>
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
