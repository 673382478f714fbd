import type { Refusal } from '../../dist/codecs/refusal.js';
import { type Opened, openFile } from '../../dist/decoders/operations/open.js';

/** Opens a file with all the memory there is. */
export function openUnlimited(file: Uint8Array): Promise<Opened | Refusal> {
  return openFile(file);
}
