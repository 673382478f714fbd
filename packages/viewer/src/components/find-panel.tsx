/** Where is my picture? A box to type in, and the photos that fit. */

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type PageMosaic, usesOf } from '../data/mosaic.js';
import { photoSearch } from '../data/search.js';
import { counted, dateOf, nameOf, timesWords } from '../data/words.js';
import type { Actions } from '../state/actions.js';
import { PanelFrame, SearchBox } from './panel-frame.js';
import { Thumbnail } from './photo.js';

/** What the panel is given. */
export interface FindPanelProps {
  readonly mosaic: PageMosaic;
  readonly actions: Actions;
}

/** Photos that are shown; typing more finds the others. */
const MOST_FOUND = 60;

/** The panel. */
export function FindPanel({ mosaic, actions }: FindPanelProps): JSX.Element {
  const [query, setQuery] = useState('');
  const find = useMemo(() => photoSearch(mosaic), [mosaic]);
  const found = useMemo(() => find(query), [find, query]);
  const box = useRef<HTMLInputElement>(null);
  // at once: what is typed next shall go into the box
  useLayoutEffect(() => box.current?.focus(), []);
  useEffect(() => {
    if (query === '') return;
    actions.announce(found.length === 0 ? 'No photo found.' : `${counted(found.length, 'photo')} found.`);
  }, [query, found, actions]);
  const count = query === '' ? counted(mosaic.photos, 'photo') : `${counted(found.length, 'photo')} found`;
  return (
    <PanelFrame name="find" title="Where is my picture?" close="Close search" onClose={actions.close}>
      <SearchBox
        {...{ mosaic, label: 'Find photos', query, setQuery, box }}
        onEnter={() => found.length > 0 && actions.choose(found[0])}
      />
      <p class="facts count">{count}</p>
      <ul class="panel-body found">
        {found.slice(0, MOST_FOUND).map((photo) => (
          <li key={photo}>
            <button type="button" onClick={() => actions.choose(photo)}>
              <Thumbnail mosaic={mosaic} photo={photo} />
              <span class="found-words">
                <span class="line">{nameOf(mosaic, photo)}</span>
                <span class="facts line">
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
    </PanelFrame>
  );
}
