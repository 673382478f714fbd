import { createHash } from 'node:crypto';

/** SHA-256 of a content, 32 bytes. */
export function contentHash(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}
