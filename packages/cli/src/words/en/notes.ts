/** Every note in a sentence. */

import type { Note, NoteCode, NoteValues } from '@tesserae/jobs';
import { RECOGNISABLE, TEXTURE } from '@tesserae/jobs/internal';
import { errorWords } from './errors.js';
import { counted, megabytes, millimetres, plural } from './numbers.js';
import { largerPhotos } from './paper.js';

const SENTENCES: { readonly [Code in NoteCode]: (values: NoteValues[Code]) => string } = {
  'library-busy': ({ writer }) => `waiting for ${writer} to finish writing.`,
  'damaged-file': ({ finding }) => `The file: ${finding}.`,
  'changed-photo': ({ id }) =>
    `The photo ${id}…: its row has changed since it was written. Forget its file and index it again.`,
  'changed-path': ({ path }) => `${path}: its row has changed since it was written. Forget it and index it again.`,
  'library-incomplete': () =>
    'a part of it could not be read. Index your folders again: what was in that part is found anew.',
  'library-kept': ({ path }) => `the damaged library is kept in ${path}; remove it when all is well.`,
  'no-photos-found': () => 'no photo was found there; folders with photos are what is expected.',
  'thumbnail-drawn': ({ reason }) => `${errorWords(reason).sentence} It is drawn from its thumbnail.`,
  'disk-nearly-full': ({ needed, free }) =>
    `about ${megabytes(needed)} are needed, and ${megabytes(free)} are free: the disk may become full.`,
  'photos-enlarged': ({ cells, all, factor, fitting }) => {
    const way = fitting > 0 ? `--cell ${fitting} enlarges none.` : 'Smaller cells enlarge fewer.';
    return `${enlargedWords(cells, all, factor)} than a cell. ${way}`;
  },
  'photos-small-on-paper': ({ photo, columns }) => {
    const look =
      photo < TEXTURE ? `are texture below ${TEXTURE} mm` : `are seen, and recognised from ${RECOGNISABLE} mm on`;
    return `photos print ${photo} mm wide; they ${look}. ${largerPhotos(columns)} makes them so.`;
  },
  'dpi-unusual': ({ dpi, coarse, fine }) => {
    const look = dpi < coarse ? 'shows its pixels from near' : 'is finer than presses print';
    return `dpi: ${dpi} ${look}; posters take ${coarse} to ${fine}.`;
  },
  'size-unused': ({ share, size, columns }) => {
    const way = columns === 0 ? 'more dpi would fill it better' : `--columns ${columns} would fill it`;
    return `size: cells of whole pixels leave ${(share * 100).toFixed(1)} % of ${size} unused; ${way}.`;
  },
  'spacing-gave-way': ({ from, to }) => {
    const now = to === 0 ? 'repeats may touch' : `no repeat within ${to} ${to === 1 ? 'cell' : 'cells'}`;
    return `spacing gave way from ${from} to ${to} (${now}): the photos are too few for more.`;
  },
  'nothing-to-resume': () => 'resume: nothing was begun that can be gone on with; it is drawn from the top.',
  'overlay-drawn': ({ overlay }) =>
    `overlay: ${overlay} % of the target is blended over the photos; so much of the likeness is the target itself.`,
  'target-left-out': ({ error }) =>
    `${errorWords(error).sentence} The page has no target to fade in. --target says where it is now.`,
  'print-photos-small': ({ photo }) => {
    const look = photo < TEXTURE ? `texture below ${TEXTURE} mm` : `recognised from ${RECOGNISABLE} mm on`;
    return `photos print ${photo.toFixed(1)} mm wide: ${look}.`;
  },
  'paper-stays-white': ({ white, sides, lost, turned }) => {
    const ways = turned === undefined ? [] : [`--paper ${turned} fits better`];
    ways.push(`--fit fill fills it, and cuts off ${millimetres(lost)} at the other two sides`);
    return `${millimetres(white)} of paper stay white ${sides}, as nothing is cut off; ${ways.join('; ')}.`;
  },
  'picture-cut-off': ({ cut, sides, fills }) => {
    const why = fills ? 'to fill the paper' : 'which is no more than the bleed, so that no line stays white';
    return `${millimetres(cut)} are cut off ${sides}, ${why}.`;
  },
  'many-pages': ({ pages }) => `these are ${pages} pages: larger ones make fewer, as --pages A3.`,
  'print-enlarged': ({ cells, all, factor }) => `${enlargedWords(cells, all, factor)} than are printed.`,
  'cards-absent': ({ names }) => {
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    const [is, get] = names.length === 1 ? ['is', 'gets'] : ['are', 'get'];
    return `${names.slice(0, NAMED).join(', ')}${more} ${is} not in this mosaic, and ${get} no card: --min-uses 1 puts every photo in.`;
  },
  'landing-enlarged': ({ width, height, factor }) =>
    `the photo it lands on has ${width}×${height} px and is enlarged ${factor.toFixed(1)} times to fill the frame: it looks soft. ` +
    '--landing takes another, --for a smaller frame.',
  'landing-from-thumbnail': () =>
    'the photo that the film lands on is one of those drawn from their thumbnails: it looks soft.',
  'script-flashes': ({ flashes, most }) =>
    `the script flashes ${flashes} times in a second, and more than ${most} can bring on seizures (WCAG 2.3.1). ` +
    'Take longer scenes, or let the target come and go more slowly.',
  'cell-made-even': ({ from, to }) => `cells are ${to} px wide, not ${from}: a film has even sides.`,
  'clip-damaged': ({ path, damage }) => `${path}: is damaged (“${damage}”); what can be read of it is used.`,
  'clip-is-hdr': () => 'the clip is graded for HDR screens: its colours are taken as they are, and look paler.',
  'sound-left-out': ({ codec }) =>
    `the clip's sound (${codec}) is not in the film: .mp4 keeps AAC, MP3 and Opus, .webm Opus and Vorbis.`,
  'nothing-to-change': () =>
    'nothing is asked to change: --swap, --ban, --pin, --add and others of tesserae edit --help do.',
  'photos-gone': ({ photos }) => `${plural(photos, 'photo')} of the plan ${photos === 1 ? 'is' : 'are'} gone.`,
  'added-not-shown': ({ photos, wait }) => {
    const why = wait ? 'they wait for a swap' : 'none is clearly nearer';
    return `${plural(photos, 'photo')} joined the plan, and no cell shows one: ${why}.`;
  },
  'plan-kept': ({ plan, output, untinted }) =>
    `the best plan so far is in ${plan}${untinted ? ', without a tint' : ''}: tesserae render ${plan} -o ${output} draws it.`,
};

/** So many names are said; the rest are counted. */
const NAMED = 3;

function enlargedWords(cells: number, all: number, factor: number): string {
  const who = cells === 1 ? 'cell shows its photo' : 'cells show their photos';
  // 1.04 as 1.1: never less than it is
  const times = (Math.ceil(factor * 10 - 1e-6) / 10).toFixed(1);
  return `${counted(cells)} of ${counted(all)} ${who} enlarged, at most ${times} times: those parts have fewer pixels`;
}

/** A note as it is said. */
export function noteWords({ code, values }: Note): string {
  // a note's values are those of its code
  return (SENTENCES[code] as (values: unknown) => string)(values);
}
