/** Where is my picture? A box to type in, and the photos that fit. */

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type PageMosaic, usesOf } from '../data/mosaic.js';
import { photoSearch } from '../data/search.js';
import { counted, dateOf, nameOf, timesWords } from '../data/words.js';
import { Icon } from './icons.js';
import { Thumbnail } from './photo.js';

/** What the panel is given. */
export interface FindPanelProps {
  readonly mosaic: PageMosaic;
  onChoose(photo: number): void;
  onClose(): void;
  announce(sentence: string): void;
}

/** Photos that are shown; typing more finds the others. */
const MOST_FOUND = 60;

/** What there is to type, by what the page tells. */
export function findHint({ data }: PageMosaic): string {
  if (data.captions.length > 0) return 'Name, year, colour …';
  return 'Number, colour, r12c40 …';
}

/** The panel. */
export function FindPanel({ mosaic, onChoose, onClose, announce: say }: FindPanelProps): JSX.Element {
  const [query, setQuery] = useState('');
  const find = useMemo(() => photoSearch(mosaic), [mosaic]);
  const found = useMemo(() => find(query), [find, query]);
  const box = useRef<HTMLInputElement>(null);
  // at once: what is typed next shall go into the box
  useLayoutEffect(() => box.current?.focus(), []);
  useEffect(() => {
    if (query !== '') say(found.length === 0 ? 'No photo found.' : `${counted(found.length, 'photo')} found.`);
  }, [query, found, say]);
  const count = query === '' ? counted(mosaic.photos, 'photo') : `${counted(found.length, 'photo')} found`;
  return (
    <div class="panel find" role="dialog" aria-labelledby="find-name">
      <div class="panel-head">
        <h2 id="find-name">Where is my picture?</h2>
        <button type="button" class="plain" onClick={onClose} aria-label="Close search">
          <Icon name="close" />
        </button>
      </div>
      <label class="search">
        <Icon name="find" />
        <span class="unseen">Find photos</span>
        <input
          ref={box}
          type="search"
          value={query}
          placeholder={findHint(mosaic)}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && found.length > 0) onChoose(found[0]);
          }}
        />
      </label>
      <p class="facts count">{count}</p>
      <ul class="panel-body found">
        {found.slice(0, MOST_FOUND).map((photo) => (
          <li key={photo}>
            <button type="button" onClick={() => onChoose(photo)}>
              <Thumbnail mosaic={mosaic} photo={photo} />
              <span class="found-words">
                <span class="found-name">{nameOf(mosaic, photo)}</span>
                <span class="facts">
                  {[
                    dateOf(mosaic, photo) || mosaic.data.colours[photo],
                    `used ${timesWords(usesOf(mosaic, photo))}`,
                  ].join(' · ')}
                </span>
              </span>
            </button>
          </li>
        ))}
        {found.length > MOST_FOUND && (
          <li class="facts more">and {counted(found.length - MOST_FOUND, 'more photo')}: type to find them</li>
        )}
      </ul>
    </div>
  );
}
