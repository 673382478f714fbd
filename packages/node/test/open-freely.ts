import { type Opened, openFile } from '../dist/decode/open.js';
import type { Refusal } from '../dist/decode/refusal.js';

/** Opens a file with all the memory there is. */
export function openFreely(file: Uint8Array): Promise<Opened | Refusal> {
  return openFile(file);
}
