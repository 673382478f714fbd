/** What the verbs of the library say. */

import type { libraryJobs } from '@tesserae/jobs';
import type { ListedPhoto } from '@tesserae/node';
import { essential, type Line, result, step, type WordsOf } from '../../line.js';
import { refusedWords } from '../errors.js';
import { counted, plural } from '../numbers.js';

type WordsOfVerb<Verb extends keyof typeof libraryJobs> = WordsOf<(typeof libraryJobs)[Verb]>;

/** `ls` */
export const LIST_WORDS: WordsOfVerb<'list'> = {
  done: ({ listed, groups, photos, repaired, hidden, refused }) => {
    if (groups !== undefined) {
      const all = `${counted(photos)} photos in ${plural(groups.length, 'group')} of near-duplicates`;
      return [...groups.flatMap(groupLines), step('alike', all)];
    }
    const mended = repaired > 0 ? ` · ${counted(repaired)} of them repaired` : '';
    const more = hidden > 0 ? ` · ${counted(hidden)} hidden` : '';
    const all = step('photos', `${counted(photos)} usable${mended}${more} · ${counted(refused)} refused`);
    return [...listed.map((photo) => line(photoWords(photo))), all];
  },
  found: ({ listed, groups }) =>
    groups ? groups.map((photos) => ['group', { photos }]) : listed.map((photo) => ['photo', photo]),
  event: ({ library, groups, photos, repaired, hidden, refused }) =>
    groups ? { library, groups: groups.length, photos } : { library, photos, repaired, hidden, refused },
  // that photos were refused is no news
  exit: () => 0,
};

function groupLines(photos: readonly ListedPhoto[]): Line[] {
  return [line(`${photos.length} alike`), ...photos.map((photo) => line(`  ${photoWords(photo)}`))];
}

function photoWords({ hash, paths, state, code, detail, format, width, height }: ListedPhoto): string {
  const more = paths.length > 1 ? `  (+${paths.length - 1} the same)` : '';
  if (state === 'refused') return `refused       ${paths[0]}: ${refusedWords(code, detail)}${more}`;
  const mended = state === 'usable' ? '' : `  ${state}`;
  return `${hash?.slice(0, 12)}  ${format} ${width}×${height}  ${paths[0]}${more}${mended}`;
}

/** `show` */
export const SHOW_WORDS: WordsOfVerb<'show'> = {
  done: ({ photo: { hash, paths, state, code, detail, format, width, height } }) => {
    const known =
      state === 'refused'
        ? `refused (${code}): ${refusedWords(code, detail)}`
        : `${state}, ${format}, ${width}×${height} px`;
    const lines = [`hash     ${hash ?? 'unknown'}`, `state    ${known}`, ...paths.map((path) => `path     ${path}`)];
    return lines.map(line);
  },
  found: ({ photo }) => [['photo', photo]],
  event: ({ library }) => ({ library }),
};

/** `verify` */
export const VERIFY_LIBRARY_WORDS: WordsOfVerb<'verify'> = {
  done: ({ library, photos, paths }) => [line(`sound    ${library}: ${sums(photos, paths)}`)],
};

/** `repair` */
export const REPAIR_WORDS: WordsOfVerb<'repair'> = {
  done: ({ library, damaged, photos, paths, restored }) => {
    const again = restored > 0 ? [line(`         ${plural(restored, 'file')} read again`)] : [];
    return [line(`${damaged ? 'repaired' : 'sound   '} ${library}: ${sums(photos, paths)}`), ...again];
  },
  exit: ({ missing, complete }) => (missing.length > 0 || !complete ? 3 : 0),
};

/** `retry` */
export const RETRY_WORDS: WordsOfVerb<'retry'> = {
  done: ({ photos, refused }) => [
    result('photos', `${counted(photos)} usable now · ${counted(refused)} still refused`),
  ],
};

/** `forget` */
export const FORGET_WORDS: WordsOfVerb<'forget'> = {
  done: ({ forgotten }) => [result('forgot', plural(forgotten, 'file'))],
};

/** `hide` */
export const HIDE_WORDS: WordsOfVerb<'hide'> = {
  done: ({ photos, undo }) => [result(undo ? 'shown' : 'hidden', plural(photos, 'photo'))],
};

/** `export` */
export const EXPORT_WORDS: WordsOfVerb<'export'> = {
  done: ({ output, files }) => (output === '-' ? [] : [result('wrote', `${output}  ${plural(files, 'file')}`)]),
};

/** What a command is called for. */
function line(text: string): Line {
  return essential(undefined, text);
}

function sums(photos: number, paths: number): string {
  return `${plural(photos, 'photo')} in ${plural(paths, 'file')}`;
}
