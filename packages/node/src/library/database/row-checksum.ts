import { createHash } from 'node:crypto';

/**
 * Eight bytes that depend on every value of a row in its order: a bit that flips on the disk is noticed by
 * `verifyLibrary`, which SQLite's own check would miss.
 */
export function rowChecksum(values: readonly (string | number | bigint | Uint8Array | null)[]): Uint8Array {
  const hash = createHash('sha256');
  for (const value of values) {
    const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value), 'utf8');
    hash.update(`${typeof value} ${bytes.length} `).update(bytes);
  }
  return hash.digest().subarray(0, 8);
}
