/**
 * All photos as a table: the same actions without the picture. Only the rows that are seen are there; the table says how
 * many there are.
 */

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { cellsOf, type PageMosaic, usesOf } from '../data/mosaic.js';
import { photoSearch } from '../data/search.js';
import { counted, dateOf, linkName, nameOf } from '../data/words.js';
import type { Actions } from '../state/actions.js';
import { Icon } from './icons.js';
import { SearchBox } from './panel-frame.js';
import { Thumbnail } from './photo.js';

/** What the list is given. */
export interface ListViewProps {
  readonly mosaic: PageMosaic;
  readonly actions: Actions;
}

/** Pixels of a row at the least, as the style sheet has it; and rows beyond the edges. */
const ROW = 56;
const BEYOND = 6;

type Order = 'number' | 'name' | 'date' | 'uses';

/** The list. */
export function ListView({ mosaic, actions }: ListViewProps): JSX.Element {
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('number');
  const find = useMemo(() => photoSearch(mosaic), [mosaic]);
  const photos = useMemo(() => sorted(mosaic, find(query), order), [mosaic, find, query, order]);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section class="list" aria-labelledby="list-name">
      <div class="list-head">
        <h2 id="list-name" ref={heading} tabIndex={-1}>
          {query === '' ? counted(mosaic.photos, 'photo') : `${counted(photos.length, 'photo')} found`}
        </h2>
        <SearchBox {...{ mosaic, label: 'Find photos in the list', query, setQuery }} />
        <button type="button" onClick={actions.close}>
          <Icon name="close" />
          Back to the picture
        </button>
      </div>
      <Rows {...{ mosaic, photos, order, setOrder, actions }} />
    </section>
  );
}

interface RowsProps extends ListViewProps {
  readonly photos: readonly number[];
  readonly order: Order;
  setOrder(order: Order): void;
}

function Rows({ mosaic, photos, order, setOrder, actions }: RowsProps): JSX.Element {
  const box = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  const [row, setRow] = useState(ROW);
  const look = () => {
    if (box.current) setSeen({ top: box.current.scrollTop, height: box.current.clientHeight });
  };
  useEffect(() => {
    const measure = () => {
      setRow(ROW);
      look();
    };
    look();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  useLayoutEffect(() => {
    // long words and large letters make rows higher: all become as high as the highest that was seen
    const heights = Array.from(box.current?.querySelectorAll('tbody tr') ?? [], (each) => each.clientHeight);
    const highest = Math.max(row, ...heights);
    if (highest === row || box.current === null) return;
    box.current.scrollTop *= highest / row;
    setRow(highest);
  });
  const first = Math.max(0, Math.floor(seen.top / row) - BEYOND);
  const end = Math.min(photos.length, Math.ceil((seen.top + seen.height) / row) + BEYOND);
  const isDated = mosaic.data.dates.some(Boolean);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="list-rows" ref={box} onScroll={look} tabIndex={0} aria-label="Table of photos">
      {/* the room of the rows that are not there */}
      <div style={{ paddingTop: `${first * row}px`, paddingBottom: `${(photos.length - end) * row}px` }}>
        <table aria-rowcount={photos.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">
                <span class="unseen">Picture</span>
              </th>
              <Sorter {...{ order, setOrder, by: 'name', text: 'Photo' }} />
              {isDated && <Sorter {...{ order, setOrder, by: 'date', text: 'Taken', kind: 'wide' }} />}
              <th scope="col" class="wide">
                Colour
              </th>
              <Sorter {...{ order, setOrder, by: 'uses', text: 'Used' }} />
              <th scope="col" class="wide">
                First place
              </th>
              <th scope="col">
                <span class="unseen">In the picture</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {photos.slice(first, end).map((photo, i) => (
              <Row key={photo} {...{ mosaic, photo, isDated, index: first + i, height: row, actions }} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface SorterProps extends Pick<RowsProps, 'order' | 'setOrder'> {
  readonly by: Order;
  readonly text: string;
  readonly kind?: string;
}

function Sorter({ order, setOrder, by, text, kind }: SorterProps): JSX.Element {
  const isOn = order === by;
  const sort = by === 'uses' ? 'descending' : 'ascending';
  return (
    <th scope="col" class={kind} aria-sort={isOn ? sort : 'none'}>
      <button type="button" class="sort" onClick={() => setOrder(isOn ? 'number' : by)}>
        {text}
        <span aria-hidden="true">{isOn ? (by === 'uses' ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}

interface RowProps extends ListViewProps {
  readonly photo: number;
  readonly index: number;
  /** Whether there is a column of dates. */
  readonly isDated: boolean;
  /** CSS pixels. */
  readonly height: number;
}

function Row({ mosaic, photo, index, isDated, height, actions }: RowProps): JSX.Element {
  const name = nameOf(mosaic, photo);
  const [first] = cellsOf(mosaic, photo);
  return (
    <tr aria-rowindex={index + 2} style={{ height: `${height}px` }}>
      <td class="picture">
        <Thumbnail mosaic={mosaic} photo={photo} />
      </td>
      <th scope="row">
        <button type="button" class="link" onClick={() => actions.open(first, { go: true, focus: true })}>
          {name}
        </button>
      </th>
      {isDated && <td class="wide">{dateOf(mosaic, photo)}</td>}
      <td class="wide">{mosaic.data.colours[photo]}</td>
      <td class="number">{usesOf(mosaic, photo).toLocaleString('en')}</td>
      <td class="wide number">{linkName(mosaic, first)}</td>
      <td>
        <button type="button" class="quiet" onClick={() => actions.choose(photo)}>
          <Icon name="light" />
          Show<span class="unseen"> {name} in the picture</span>
        </button>
      </td>
    </tr>
  );
}

function sorted(mosaic: PageMosaic, photos: readonly number[], order: Order): readonly number[] {
  if (order === 'number') return photos;
  const { dates } = mosaic.data;
  const compare = {
    name: (a: number, b: number) => nameOf(mosaic, a).localeCompare(nameOf(mosaic, b), 'en', { numeric: true }),
    // those without a date come last
    date: (a: number, b: number) => (dates[a] || '9').localeCompare(dates[b] || '9'),
    uses: (a: number, b: number) => usesOf(mosaic, b) - usesOf(mosaic, a),
  }[order];
  return [...photos].sort((a, b) => compare(a, b) || a - b);
}
