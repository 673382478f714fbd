/** Photos that lie nowhere but in memory, as a photo server's would: decoders cannot open them. */

import { MosaicError } from '@tesserae/core';
import { type Origin, rootsOf } from '@tesserae/node/internal';

/** A photo in memory. */
export interface MemoryPhoto {
  readonly bytes: Buffer;
  /** Milliseconds since 1970. */
  readonly written: number;
}

/** An origin of photos by their keys, such as `memory:holiday/a.jpg`; what is done to the map is done to the photos. */
export function memoryOrigin(photos: ReadonlyMap<string, MemoryPhoto>): Origin {
  const within = (names: readonly string[]) => {
    const rootAbove = rootsOf(names);
    return (key: string) => rootAbove(key) !== undefined;
  };
  return {
    name: 'memory',
    nameOf: (key) => key.replace('memory:', 'In memory/'),
    writtenAt: Number,
    async open(key) {
      const photo = photos.get(key);
      if (photo === undefined) throw new MosaicError('vanished');
      const { bytes, written } = photo;
      const read = async (position: number, length: number): Promise<Buffer> =>
        bytes.subarray(position, position + length);
      return { stamp: String(written), size: bytes.length, read, close() {} };
    },
    finder: {
      claims: (name) => name.startsWith('memory:'),
      isThere: async (name) => [...photos.keys()].some(within([name])),
      within,
      async *list({ names, listed, signal }) {
        for (const name of [...names, ...listed]) {
          const below = within([name]);
          let none = true;
          for (const [key, { bytes, written }] of photos) {
            if (signal?.aborted) throw new MosaicError('aborted');
            if (!below(key)) continue;
            none = false;
            yield { kind: 'place', place: { origin: 'memory', key, stamp: String(written), size: bytes.length } };
          }
          if (!none) continue;
          if (names.includes(name)) throw new MosaicError('not-found', { file: name });
          yield {
            kind: 'refused',
            place: { origin: 'memory', key: name, code: 'not-found', detail: 'is in the list, but not in memory.' },
          };
        }
      },
    },
  };
}
