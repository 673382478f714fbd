/** Every note in a sentence. */

import type { Note, NoteCode, NoteValues } from '@tesserae/jobs';
import { RECOGNISABLE, TEXTURE } from '@tesserae/jobs/internal';
import { errorWords } from './errors.js';
import { counted, megabytes, millimetres, percentOfTint, plural } from './numbers.js';
import { largerPhotos } from './paper.js';

const SENTENCES: { readonly [Code in NoteCode]: (values: NoteValues[Code]) => string } = {
  'library-busy': ({ writer }) => `waiting for ${writer} to finish writing.`,
  'damaged-file': ({ finding }) => `The file: ${finding}.`,
  'changed-photo': ({ id }) =>
    `The photo ${id}…: its row has changed since it was written. Forget its file and index it again.`,
  'changed-path': ({ path }) => `${path}: its row has changed since it was written. Forget it and index it again.`,
  'library-incomplete': () => 'part of the library could not be read. Index your folders again to restore it.',
  'library-kept': ({ path }) => `the damaged library is kept as ${path}. Delete it when you no longer need it.`,
  'no-photos-found': () => 'no photos were found. Name a folder that has photos in it.',
  'thumbnail-drawn': ({ reason }) => `${errorWords(reason).sentence} It is drawn from its thumbnail.`,
  'disk-nearly-full': ({ needed, free }) =>
    `this takes about ${megabytes(needed)}, and ${megabytes(free)} are free: the disk may become full.`,
  'photos-enlarged': ({ cells, all, factor, fitting }) => {
    const way = fitting > 0 ? `--cell ${fitting} enlarges none.` : 'Smaller cells enlarge fewer.';
    return `${enlargedWords(cells, all, factor)} than a cell. ${way}`;
  },
  'photos-small-on-paper': ({ photo, columns }) => {
    const look = photo < TEXTURE ? 'look like texture' : 'are visible';
    const way = `${largerPhotos(columns)} makes them recognisable`;
    return `photos are printed ${photo} mm wide and ${look}. ${way} (${RECOGNISABLE} mm).`;
  },
  'dpi-unusual': ({ dpi, coarse, fine }) => {
    const look = dpi < coarse ? 'shows pixels from close by' : 'is finer than presses can print';
    return `${dpi} dpi ${look}; ${coarse} to ${fine} is usual for posters.`;
  },
  'size-unused': ({ share, size, columns }) => {
    const way = columns === 0 ? 'a higher dpi would fill it better' : `--columns ${columns} would fill it`;
    return `cells are whole pixels, so ${(share * 100).toFixed(1)} % of ${size} stay unused; ${way}.`;
  },
  'paper-unfilled': ({ share, size, across }) => {
    const percent = `${Math.round(share * 100)} %`;
    const why = across ? 'one is wide and the other is high' : 'they have different proportions';
    const turned = across ? ' Without --no-turn less stays empty.' : '';
    return `${percent} of the paper (${size}) stay empty under this picture: ${why}. --crop size fills it, and cuts ${percent} off the picture.${turned}`;
  },
  'spacing-narrow': ({ spacing }) =>
    `${spacing === 0 ? 'repeats may touch' : 'repeats do not touch, but come close'}: too few photos suit the target to keep them further apart.`,
  'older-measure': () =>
    'an older version made this plan and measured likeness in another way: its certificate is old, and cells that an edit moves are chosen by today’s measure.',
  'nothing-to-resume': () => 'there is nothing to resume: the picture is drawn from the beginning.',
  'overlay-drawn': ({ overlay }) =>
    `${overlay} % of the target is blended over the photos: that part of the likeness does not come from them.`,
  'tint-would-help': ({ bound, closer }) =>
    `photos tinted by about ${percentOfTint(bound)} at most (--tint auto) would look about ${Math.round(closer * 100)} % closer from afar.`,
  'photos-few': ({ photos }) =>
    `${plural(photos, 'photo')} ${photos === 1 ? 'is' : 'are'} few for the colours of this picture. --tint 2 recolours them and brings it much closer; more photos do so without.`,
  'faces-small': ({ cells, columns }) =>
    `faces are about ${plural(cells, 'cell')} wide, too few for eyes: --columns ${columns} would show them.`,
  'target-left-out': ({ error }) =>
    `${errorWords(error).sentence} The page has no target to fade in. If the file has moved, say where with --target.`,
  'print-photos-small': ({ photo }) => {
    const look =
      photo < TEXTURE
        ? `they look like texture below ${TEXTURE} mm`
        : `they are recognisable from ${RECOGNISABLE} mm on`;
    return `photos are printed ${photo.toFixed(1)} mm wide: ${look}.`;
  },
  'paper-stays-white': ({ white, sides, lost }) =>
    `${millimetres(white)} of paper stay white ${sides}, because nothing is cut off; --fit fill fills the paper, and cuts off ${millimetres(lost)} at the other two sides.`,
  'picture-cut-off': ({ cut, sides, fills }) => {
    const why = fills ? 'to fill the paper' : 'so that no white line is left; this is no more than the bleed';
    return `${millimetres(cut)} are cut off ${sides}, ${why}.`;
  },
  'many-pages': ({ pages }) => `this makes ${pages} pages. Larger pages make fewer, such as --pages A3.`,
  'print-enlarged': ({ cells, all, factor }) => `${enlargedWords(cells, all, factor)} than are printed.`,
  'cards-absent': ({ names }) => {
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    const [is, get] = names.length === 1 ? ['is', 'gets'] : ['are', 'get'];
    return `${names.slice(0, NAMED).join(', ')}${more} ${is} not in this mosaic, and ${get} no card. --min-uses 1 puts every photo into a mosaic.`;
  },
  'landing-enlarged': ({ width, height, factor }) =>
    `the photo that the film lands on has ${width}×${height} px. It is enlarged ${factor.toFixed(1)} times to fill the frame, and looks soft. ` +
    'Choose another photo with --landing, or a smaller frame with --for.',
  'landing-from-thumbnail': () => 'the photo that the film lands on is drawn from its thumbnail, and looks soft.',
  'script-flashes': ({ flashes, most }) =>
    `the script flashes ${flashes} times in a second. More than ${most} can cause seizures (WCAG 2.3.1). ` +
    'Make scenes longer, or fade the target more slowly.',
  'cell-made-even': ({ from, to }) => `cells are ${to} px wide, not ${from}, because the sides of a film are even.`,
  'clip-damaged': ({ path, damage }) => `${path}: is damaged (“${damage}”). The part that can be read is used.`,
  'clip-is-hdr': () => 'this is an HDR clip. Its colours are not converted, so they look pale.',
  'sound-left-out': ({ codec }) =>
    `the clip's sound (${codec}) is not in the film: .mp4 keeps AAC, MP3 and Opus, .webm Opus and Vorbis.`,
  'picture-differs': ({ plan, picture }) =>
    `${picture} is not as it was drawn from ${plan}: one of them was changed since. What the plan says is used.`,
  'nothing-to-change': () =>
    'there is nothing to change. Use --swap, --ban, --pin, --add or another option of tesserae edit --help.',
  'photos-gone': ({ photos }) =>
    `${plural(photos, 'photo')} of the plan ${photos === 1 ? 'is' : 'are'} not in the library any more.`,
  'added-not-shown': ({ photos, wait }) => {
    const why = wait ? 'they are only used by --swap' : 'none fits clearly better';
    return `${plural(photos, 'photo')} ${photos === 1 ? 'was' : 'were'} added to the plan, but no cell shows one: ${why}.`;
  },
  'plan-kept': ({ plan, output, untinted }) =>
    `the best plan so far is in ${plan}${untinted ? ', without a tint' : ''}: tesserae render ${plan} -o ${output} draws it.`,
};

/** So many names are said; the rest are counted. */
const NAMED = 3;

function enlargedWords(cells: number, all: number, factor: number): string {
  const who = `${all === 1 ? 'cell' : 'cells'} ${cells === 1 ? 'shows its photo' : 'show their photos'}`;
  // 1.04 as 1.1: never less than it is
  const times = (Math.ceil(factor * 10 - 1e-6) / 10).toFixed(1);
  return `${counted(cells)} of ${counted(all)} ${who} enlarged, at most ${times} times: those parts have fewer pixels`;
}

/** A note as it is said. */
export function noteWords({ code, values }: Note): string {
  // a note's values are those of its code
  return (SENTENCES[code] as (values: unknown) => string)(values);
}
