/** `library ls|show|forget|verify`: looking into a library, and taking photos out of it. */

import type { Note } from '@tesserae/core';
import { MosaicError } from '@tesserae/core';
import { forgetPhotos, type ListedPhoto, listGroups, listPhotos, showPhoto, verifyLibrary } from '@tesserae/node';
import { refusedWords } from '../words/en/errors.js';
import { damageWords, waitWords } from '../words/en/findings.js';
import { counted } from '../words/en/numbers.js';
import type { Call } from './call.js';
import { seconds } from './duration.js';
import { withLibrary } from './library-call.js';

/** Lists what the library knows, or what it refused, or what is nearly the same. */
export async function list(call: Call): Promise<number> {
  if (call.flags.groups) return await near(call);
  return await withLibrary(call, { readOnly: true }, (library) => {
    const { voice, flags } = call;
    const photos = listPhotos(library);
    const chosen = (['refused', 'repaired'] as const).filter((state) => flags[state]);
    const listed = chosen.length === 0 ? photos : photos.filter(({ state }) => chosen.some((each) => each === state));
    for (const photo of listed) {
      voice.event('photo', { ...photo });
      voice.result(photoLine(photo), true);
    }
    const count = (wanted: ListedPhoto['state']) => photos.filter(({ state }) => state === wanted).length;
    const [refused, repaired] = [count('refused'), count('repaired')];
    const usable = photos.length - refused;
    const mended = repaired > 0 ? ` · ${counted(repaired)} of them repaired` : '';
    voice.step('photos', `${counted(usable)} usable${mended} · ${counted(refused)} refused`);
    voice.event('done', { library: library.path, photos: usable, repaired, refused });
    return 0;
  });
}

/** Lists groups of near-duplicates. */
async function near(call: Call): Promise<number> {
  const { voice, flags } = call;
  if (flags.refused)
    throw new MosaicError('usage', 'groups: cannot be given together with refused. Ask for one of them.');
  return await withLibrary(call, { readOnly: true }, (library) => {
    const groups = listGroups(library);
    for (const photos of groups) {
      voice.event('group', { photos });
      voice.result(`${photos.length} alike`, true);
      for (const photo of photos) voice.result(`  ${photoLine(photo)}`, true);
    }
    const members = groups.reduce((sum, photos) => sum + photos.length, 0);
    const words = groups.length === 1 ? 'group' : 'groups';
    voice.step('alike', `${counted(members)} photos in ${counted(groups.length)} ${words} of near-duplicates`);
    voice.event('done', { library: library.path, groups: groups.length, photos: members });
    return 0;
  });
}

function photoLine({ hash, paths, state, code, detail, format, width, height }: ListedPhoto): string {
  const more = paths.length > 1 ? `  (+${paths.length - 1} the same)` : '';
  if (state === 'refused') return `refused       ${paths[0]}: ${refusedWords(code, detail)}${more}`;
  const mended = state === 'repaired' ? '  repaired' : '';
  return `${hash?.slice(0, 12)}  ${format} ${width}×${height}  ${paths[0]}${more}${mended}`;
}

/** Shows one photo. */
export async function show(call: Call): Promise<number> {
  return await withLibrary(call, { readOnly: true }, (library) => {
    const photo = showPhoto(library, call.words[0]);
    const { hash, paths, state, code, detail, format, width, height } = photo;
    const facts =
      state === 'refused'
        ? `refused (${code}): ${refusedWords(code, detail)}`
        : `${state}, ${format}, ${width}×${height} px`;
    const lines = [`hash     ${hash ?? 'unknown'}`, `state    ${facts}`, ...paths.map((path) => `path     ${path}`)];
    for (const line of lines) call.voice.result(line, true);
    call.voice.event('photo', { ...photo });
    call.voice.event('done', { library: library.path });
    return 0;
  });
}

/** Takes photos out of the library. */
export async function forget(call: Call): Promise<number> {
  const { voice, flags, signal } = call;
  const wait = flags.wait === undefined ? undefined : seconds('wait', flags.wait);
  return await withLibrary(call, {}, async (library) => {
    const onWait = (note: Note) => voice.note(waitWords(note));
    const forgotten = await forgetPhotos(library, call.words, { wait, signal, onWait });
    if (forgotten === 0)
      throw new MosaicError('not-found', `${call.words.join(' ')}: the library knows no such photo.`);
    call.voice.result(`forgot   ${counted(forgotten)} ${forgotten === 1 ? 'file' : 'files'}`);
    call.voice.event('done', { library: library.path, forgotten });
    return 0;
  });
}

/** Checks the library; damage is an error. */
export async function verify(call: Call): Promise<number> {
  return await withLibrary(call, { readOnly: true }, (library) => {
    const { photos, paths, damage } = verifyLibrary(library);
    if (damage.length > 0) {
      const sentences = damage.map(damageWords);
      const rest = damage.length > 1 ? ` (and ${damage.length - 1} more)` : '';
      for (const sentence of sentences) call.voice.detail(sentence);
      throw new MosaicError('library-damaged', `${library.path}: ${sentences[0]}${rest}`);
    }
    call.voice.result(`sound    ${library.path}: ${counted(photos)} photos in ${counted(paths)} files`, true);
    call.voice.event('done', { library: library.path, photos, paths, damage });
    return 0;
  });
}
