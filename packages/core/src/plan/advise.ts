/**
 * What a collection lacks for a target.
 *
 * Where one colour fills a part of the target, neighbouring cells want the same photos, and the spacing lets each have
 * but one of them: as many photos as cells are all near one another must suit such a cell, not one. So a cell is matched badly when that many photos
 * are far from it on average, and the colours of such cells are what is lacking.
 */

import { bannedPrices, emptyPriceTable, updatePrices } from '../assign/price/price-table.js';
import { clustersOf } from '../color/clusters.js';
import { colourName } from '../color/names.js';
import { describeCells } from '../describe/cells.js';
import { type Descriptor, type FeatureNumbers, inSteps } from '../describe/descriptor.js';
import { meanDescriptor } from '../describe/mean.js';
import { describePhotos } from '../describe/photos.js';
import { NAMED_VIEWS } from '../describe/views.js';
import type { Layout } from '../layout/layout.js';
import { layoutOf } from '../layout/layout-of.js';
import { clique, nearOf } from '../layout/near.js';
import { shapeFor } from '../layout/shape-for.js';
import { MOST_CANDIDATES } from '../match/candidates.js';
import { openClassSearch, viewTables } from '../match/class-search.js';
import { queryRows } from '../match/view-table.js';
import type { Hooks } from '../ports.js';
import { parseSettings } from '../settings/parse.js';
import { inlinePool } from '../work/inline.js';
import { descriptorFor, type MakeInput, requirePhotos } from './make.js';
import { rulesFor } from './rules-for.js';
import { viewsFor } from './views-for.js';

/** A colour of which there are too few photos. */
export interface ColourGap {
  /** As people call it: dark green. */
  readonly colour: string;
  /** OKLab: L 0…1, a and b within about ±.4. */
  readonly oklab: readonly [l: number, a: number, b: number];
  /** About how many cells want it. */
  readonly cells: number;
  /** About how many photos of it would do. */
  readonly photos: number;
  /** How far the photos at hand are from those cells: 1 is just visible on a patch, 10 is another colour. */
  readonly difference: number;
}

/** What a collection lacks for a target; the most important first. */
export interface Advice {
  readonly lacks: readonly ColourGap[];
  /** The same difference over all cells. */
  readonly difference: number;
}

/** Cells looked at: enough to see every part of the target, few enough to take seconds. */
const MOST_CELLS = 4096;
/** Collections beyond this are looked at without crops: they have less need of them, and it takes seconds. */
const MANY_PHOTOS = 4000;
/** Differences above this are seen in a mosaic. */
const BAD = 6;
/** A photo that is used more often for one colour is seen to repeat: photos that are used evenly are used this often at 80 columns. */
const REPEATS = 16;
/** Colours told apart, and the share of all cells from which on one is named. */
const COLOURS = 6;
const WORTH_NAMING = 0.01;

/**
 * Finds what a collection lacks. Bounds of uses count, in that they ask for more photos; pins do not.
 *
 * @throws MosaicError `rules-impossible`, `no-photos`, `limit`, `aborted`, as `makePlan`
 */
export async function advise(input: MakeInput, hooks: Hooks = {}): Promise<Advice> {
  const { target, library, photos, rules: own, pool = inlinePool() } = input;
  const settings = parseSettings(input.settings);
  requirePhotos(library);
  const whole = layoutOf(shapeFor(settings, target), target.width, target.height);
  const rules = rulesFor(settings, library, whole, own);
  const { layout, each } = sampled(whole);
  const descriptor = descriptorFor(settings, layout);
  const set =
    library.ids.length > MANY_PHOTOS
      ? NAMED_VIEWS.whole
      : viewsFor({ ...settings, effort: 'balanced' }, library.ids.length);
  const views = await describePhotos({ library, photos, pool }, { descriptor, classes: layout.classes, set }, hooks);
  const cells = await describeCells(target, layout, descriptor, hooks);
  const colours = await describeCells(target, layout, meanDescriptor('oklab'), hooks);

  const features = await inSteps(views.features, descriptor.steps, hooks.signal);
  const tables = await viewTables(features, hooks.signal);
  const search = openClassSearch(tables, layout.classOf, pool);
  try {
    const wanted = clique(nearOf(layout.shape, rules.spacing));
    const k = Math.min(wanted, MOST_CANDIDATES, library.ids.length);
    const prices = emptyPriceTable(tables, features, library.ids.length);
    updatePrices(prices, tables, bannedPrices(rules));
    const rows = queryRows(await inSteps(cells, descriptor.steps, hooks.signal));
    const queries = { cells: [...layout.classOf.keys()], rows };
    const found = await search.find(queries, prices.terms, k, { signal: hooks.signal });
    const unit = unitOf(descriptor);
    const differences = meansOfLists(found.values, found.rows, k).map((cost) => Math.sqrt(cost) / unit);
    const most = rules.maxUses.reduce((largest, uses) => Math.max(largest, uses), 0);
    return adviceOf({ differences, colours: colours.data, each, wanted, most });
  } finally {
    search.close();
  }
}

/** Every n-th cell, so that there are not too many. `each`: how many cells one stands for. */
function sampled(layout: Layout): { readonly layout: Layout; readonly each: number } {
  const cells = layout.boxes.length / 4;
  const each = Math.max(1, cells / MOST_CELLS);
  const count = Math.floor(cells / each);
  const boxes = new Float32Array(count * 4);
  const classOf = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const cell = Math.floor(i * each);
    boxes.set(layout.boxes.subarray(cell * 4, cell * 4 + 4), i * 4);
    classOf[i] = layout.classOf[cell];
  }
  return { layout: { ...layout, boxes, classOf }, each };
}

/** The distance of two rows that differ by 1 % of lightness all over, in the steps of the descriptor. */
function unitOf(descriptor: Descriptor): number {
  const { dims, steps } = descriptor;
  const { columns, rows } = descriptor.samples(0);
  const [black, white] = [0, 1].map((light) => {
    const row = new Float32Array(dims);
    descriptor.encode(new Float32Array(columns * rows * 3).fill(light), 0, row, 0);
    return row;
  });
  return (Math.hypot(...white.map((value, i) => value - black[i])) * steps) / 100;
}

/** The mean value of each list of k; places without a row are left out. */
function meansOfLists(values: Int32Array, rows: Int32Array, k: number): Float64Array {
  return Float64Array.from({ length: rows.length / k }, (_, list) => {
    let sum = 0;
    let count = 0;
    for (let i = list * k; i < (list + 1) * k && rows[i] >= 0; i++, count++) sum += values[i];
    return sum / Math.max(1, count);
  });
}

interface Findings {
  /** Cell → how far the photos at hand are from it. */
  readonly differences: Float64Array;
  /** cells × 3: OKLab × 100. */
  readonly colours: FeatureNumbers;
  /** How many cells of the layout each of these stands for. */
  readonly each: number;
  /** How many photos of a colour its cells can use at least. */
  readonly wanted: number;
  /** The most uses a photo may have. */
  readonly most: number;
}

function adviceOf(findings: Findings): Advice {
  const { differences, each, wanted, most } = findings;
  const lacks = badColours(findings)
    .filter(({ members }) => members.length >= WORTH_NAMING * differences.length)
    .map(({ colour, oklab, members }) => {
      const cells = Math.round(members.length * each);
      return { colour, oklab, cells, photos: photosFor(cells, wanted, most), difference: mean(members) };
    });
  const weight = ({ cells, difference }: ColourGap) => cells * (difference - BAD);
  return { lacks: lacks.sort((a, b) => weight(b) - weight(a)), difference: mean(differences) };
}

interface BadColour {
  readonly colour: string;
  readonly oklab: readonly [number, number, number];
  /** The differences of its cells. */
  readonly members: number[];
}

/** Badly matched cells by the names of their colours: two groups of one name are one colour to a person. */
function badColours({ differences, colours }: Findings): BadColour[] {
  const bad = [...differences.keys()].filter((cell) => differences[cell] > BAD);
  const points = Float64Array.from(bad.flatMap((cell) => [...colours.subarray(cell * 3, cell * 3 + 3)]));
  const { centres, groupOf } = clustersOf(points, COLOURS);
  const named = new Map<string, BadColour>();
  for (let group = 0; group * 3 < centres.length; group++) {
    const [l, a, b] = centres.subarray(group * 3, group * 3 + 3).map((value) => value / 100);
    const colour = colourName(l, a, b);
    const members = bad.filter((_, i) => groupOf[i] === group).map((cell) => differences[cell]);
    const before = named.get(colour);
    const larger = before && before.members.length > members.length ? before.oklab : ([l, a, b] as const);
    named.set(colour, { colour, oklab: larger, members: [...(before?.members ?? []), ...members] });
  }
  return [...named.values()];
}

/** As many as the spacing asks for, or more where each may be used a few times only, or would be seen again and again. */
function photosFor(cells: number, wanted: number, most: number): number {
  return Math.max(Math.min(cells, wanted), Math.ceil(cells / Math.min(most, REPEATS)));
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return values.length === 0 ? 0 : sum / values.length;
}
