/** Zip archives written by hand, so that they can be wrong on purpose. Source: PKWARE, APPNOTE.TXT 6.3.10. */

import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive; what is not said is as it should be. */
export interface ZipEntry {
  readonly name: string | Buffer;
  readonly data: Buffer;
  /** Stored unless told. */
  readonly deflated?: boolean;
  /** Bytes it says it unpacks to. */
  readonly size?: number;
  readonly crc?: number;
  /** Unix mode. */
  readonly mode?: number;
  /** General purpose flags; 1 is encrypted. */
  readonly flags?: number;
  /** The place of an earlier entry, whose bytes are used. */
  readonly same?: number;
}

/** The bytes of an archive, all of whose files are of 2020-02-03 04:05:06. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  const central = entries.map((entry) => {
    const { deflated = false, flags = 0, mode = 0o100644 } = entry;
    const name = Buffer.from(entry.name);
    const packed = deflated ? deflateRawSync(entry.data) : entry.data;
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(deflated ? 8 : 0, 4);
    facts.writeUInt16LE((4 << 11) | (5 << 5) | 3, 6);
    facts.writeUInt16LE((40 << 9) | (2 << 5) | 3, 8);
    facts.writeUInt32LE(entry.crc ?? crc32(entry.data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(entry.size ?? entry.data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    if (entry.same === undefined) {
      offsets.push(at);
      parts.push(Buffer.from('PK\x03\x04', 'latin1'), facts, name, packed);
      at += 30 + name.length + packed.length;
    } else offsets.push(offsets[entry.same]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE((mode << 16) >>> 0, 6);
    end.writeUInt32LE(offsets[offsets.length - 1], 10);
    // made on Unix
    return Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), facts, end, name]);
  });
  const directory = Buffer.concat(central);
  const last = Buffer.alloc(22);
  last.write('PK\x05\x06', 'latin1');
  last.writeUInt16LE(entries.length, 8);
  last.writeUInt16LE(entries.length, 10);
  last.writeUInt32LE(directory.length, 12);
  last.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, last]);
}
