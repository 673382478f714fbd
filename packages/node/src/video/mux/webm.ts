/**
 * A WebM of VP9, written as the parts come: each is a cluster that can be jumped to. The index stands before them, in a place whose length
 * is known from the number of parts, so that a player need not look for it at the end.
 *
 * Source: RFC 9559, "Matroska Media Container Format Specification", 2024; RFC 8794 (EBML); "WebM Container Guidelines".
 */

import { MosaicError } from '@tesserae/core';
import type { Output } from '../../files/output.js';
import { isKeyFrame } from '../code/key-frame.js';
import { unpackPackets } from '../packets.js';
import type { Muxer } from './film-file.js';

/** A film for a WebM. */
export interface WebmOptions {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  /** How many parts there will be. */
  readonly parts: number;
}

/** Begins a WebM whose parts are packets of VP9. */
export async function webmMuxer(output: Output, options: WebmOptions): Promise<Muxer> {
  const { fps, parts } = options;
  const front = Buffer.concat([information(options), track(options)]);
  // an index of as many parts as there will be has the same length
  const index = indexOf(Array.from({ length: parts }, () => [0, 0]));
  const begin = FILE_TYPE.length + SEGMENT_HEAD;
  const places: [time: number, place: number][] = [];
  let end = begin + front.length + index.length;

  return {
    async add({ first, bytes, frames: expected }) {
      const { packets } = unpackPackets(bytes);
      if (packets.length !== expected) {
        throw new MosaicError('failed', `film part: expected ${expected} frames, the encoder gave ${packets.length}.`);
      }
      const time = timeOf(first, fps);
      const blocks = packets.map((packet, n) => block(packet, timeOf(first + n, fps) - time));
      const cluster = element(0x1f43b675, number(0xe7, time), ...blocks);
      places.push([time, end - begin]);
      await output.write(cluster, end);
      end += cluster.length;
    },
    async end() {
      const head = Buffer.concat([FILE_TYPE, segmentHead(end - begin), front, indexOf(places)]);
      await output.write(head, 0);
    },
    stop: async () => {},
  };
}

/** When a frame is shown, milliseconds. */
function timeOf(frame: number, fps: number): number {
  return Math.round((frame * 1000) / fps);
}

const FILE_TYPE = element(
  0x1a45dfa3,
  ...[number(0x4286, 1), number(0x42f7, 1), number(0x42f2, 4), number(0x42f3, 8)], // versions of EBML, its longest names and lengths
  text(0x4282, 'webm'),
  ...[number(0x4287, 4), number(0x4285, 2)],
);

/** Bytes of a segment's name and length. */
const SEGMENT_HEAD = 12;

function segmentHead(length: number): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEAD);
  bytes.writeUInt32BE(0x18538067);
  bytes.writeBigUInt64BE((1n << 56n) | BigInt(length), 4);
  return bytes;
}

function information({ frames, fps }: WebmOptions): Buffer {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE((frames * 1000) / fps);
  const software = [text(0x4d80, 'Tesserae'), text(0x5741, 'Tesserae')];
  return element(0x1549a966, number(0x2ad7b1, 1_000_000), element(0x4489, duration), ...software); // units: nanoseconds
}

const BT709 = 1;
const LIMITED = 1;
const BETWEEN = 2;

function track({ width, height, fps }: WebmOptions): Buffer {
  const colours = element(
    0x55b0,
    ...[number(0x55b1, BT709), number(0x55b2, 8), number(0x55b3, 1), number(0x55b4, 1)], // matrix, bits, half size each way
    ...[number(0x55b7, BETWEEN), number(0x55b8, BETWEEN), number(0x55b9, LIMITED)],
    ...[number(0x55ba, BT709), number(0x55bb, BT709)], // transfer, primaries
  );
  const video = element(0xe0, number(0xb0, width), number(0xba, height), number(0x9a, PROGRESSIVE), colours);
  const entry = element(
    0xae,
    ...[number(0xd7, 1), number(0x73c5, 1), number(0x9c, 0), number(0x83, VIDEO)], // its number twice, no lacing
    ...[text(0x86, 'V_VP9'), text(0x22b59c, 'und'), number(0x23e383, Math.round(1e9 / fps))],
    video,
  );
  return element(0x1654ae6b, entry);
}

const VIDEO = 1;
const PROGRESSIVE = 2;

/** Times and places of clusters, in numbers of eight bytes. */
function indexOf(places: readonly (readonly [time: number, place: number])[]): Buffer {
  const points = places.map(([time, place]) => {
    const position = element(0xb7, number(0xf7, 1), element(0xf1, long(place)));
    return element(0xbb, element(0xb3, long(time)), position);
  });
  return element(0x1c53bb6b, ...points);
}

const KEY = 0x80;

/** A frame: of track 1, so many milliseconds after its cluster. */
function block(packet: Uint8Array, time: number): Buffer {
  const head = Buffer.from([0x81, time >> 8, time & 255, isKeyFrame(packet) ? KEY : 0]);
  return element(0xa3, head, packet);
}

/** An element: its name, its length in eight bytes, what is in it. */
function element(name: number, ...parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(16);
  const nameBytes = Math.ceil((32 - Math.clz32(name)) / 8);
  head.writeUIntBE(name, 0, nameBytes);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  head.writeBigUInt64BE((1n << 56n) | BigInt(length), nameBytes);
  return Buffer.concat([head.subarray(0, nameBytes + 8), ...parts]);
}

function number(name: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return element(name, bytes);
}

function text(name: number, value: string): Buffer {
  return element(name, Buffer.from(value, 'latin1'));
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
