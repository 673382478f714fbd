/** The sound of a film: packets from a file of its own, put beside the pictures as they are. */

import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type Output as MediaFile,
  MP4,
  WEBM,
} from 'mediabunny';

/** Sound on its way into a film. */
export interface SoundTrack {
  /** Makes room for it in a film that is not begun. */
  addTo(film: MediaFile): void;
  /** Adds what begins before a time, seconds. */
  addUntil(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens the sound in a file that `CopySound` has written; undefined if nothing is heard. */
export async function openSound(path: string): Promise<SoundTrack | undefined> {
  const input = new Input({ source: new FilePathSource(path), formats: [MP4, WEBM] });
  const track = await input.getPrimaryAudioTrack();
  const codec = await track?.getCodec();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !codec || !decoderConfig) {
    input.dispose();
    return undefined;
  }
  const sink = new EncodedPacketSink(track);
  let count = 0;
  for await (const _ of sink.packets(undefined, undefined, { metadataOnly: true })) count++;
  const source = new EncodedAudioPacketSource(codec);
  const packets = sink.packets();
  let next = await packets.next();
  return {
    addTo: (film) => void film.addAudioTrack(source, { maximumPacketCount: count, decoderConfig }),
    async addUntil(seconds) {
      for (; !next.done && next.value.timestamp < seconds; next = await packets.next()) await source.add(next.value);
      if (next.done) source.close(); // or what comes later would wait for more of it
    },
    async close() {
      await packets.return();
      input.dispose();
    },
  };
}
