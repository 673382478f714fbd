import { createHash } from 'node:crypto';

/**
 * Eight bytes that depend on every value of a row in its order: a bit that flips on the disk is noticed by
 * `verifyLibrary`, which SQLite's own check would miss.
 */
export function rowChecksum(values: readonly (string | number | Uint8Array | null)[]): Uint8Array {
  const hash = createHash('sha256');
  for (const value of values) {
    const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value), 'utf8');
    hash.update(`${typeof value} ${bytes.length} `).update(bytes);
  }
  return hash.digest().subarray(0, 8);
}

/** Whether a row is as it was written. A bit flipped in what says of which kind a value is makes a number of a text, or nothing. */
export function isWholeRow(values: () => Parameters<typeof rowChecksum>[0], seal: unknown): boolean {
  try {
    return seal instanceof Uint8Array && Buffer.compare(rowChecksum(values()), seal) === 0;
  } catch {
    return false;
  }
}
