import type { Refusal } from '@tesserae/node/internal';
import { type Opened, openOpenFile as openFile } from '@tesserae/node/internal-codecs';

/** Opens a file with all the memory there is. */
export function openUnlimited(file: Uint8Array): Promise<Opened | Refusal> {
  return openFile(file);
}
