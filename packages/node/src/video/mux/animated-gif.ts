/**
 * An animated GIF, joined from frames that have tables of colours of their own. It repeats for ever.
 *
 * Source: CompuServe, "Graphics Interchange Format", version 89a, 1990, sections 17 to 27; Netscape's extension for repeating.
 */

import type { Output } from '../../files/output.js';
import type { MuxedFilm, Muxer } from './film-file.js';
import { unitsOf, withoutRepeats } from './repeats.js';

const FOR_EVER = Buffer.from('\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00', 'latin1');

/** The frame stays until the next is put over it. */
const STAYS = 1 << 2;

const TRAILER = Uint8Array.of(0x3b);

/** Begins a GIF whose parts are a frame's descriptor, table and data each. */
export async function gifMuxer(output: Output, { encoding: { width, height, fps } }: MuxedFilm): Promise<Muxer> {
  // eight bits of each colour, no common table
  const screen = Buffer.from([...u16(width), ...u16(height), 0x70, 0, 0]);
  await output.write(Buffer.concat([Buffer.from('GIF89a', 'latin1'), screen, FOR_EVER]));
  return withoutRepeats({
    async add(part) {
      const control = Buffer.from([0x21, 0xf9, 4, STAYS, ...u16(unitsOf(part, fps, 100)), 0, 0]);
      await output.write(Buffer.concat([control, part.bytes]));
    },
    end: () => output.write(TRAILER),
    stop: async () => {},
  });
}

function u16(value: number): number[] {
  return [value & 255, value >> 8];
}
