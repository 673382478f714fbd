import { type Opened, openOpenFile as openFile, type Refusal } from '@tesserae/node/internal';

/** Opens a file with all the memory there is. */
export function openUnlimited(file: Uint8Array): Promise<Opened | Refusal> {
  return openFile(file);
}
