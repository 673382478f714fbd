/**
 * Reads all there is on standard input.
 *
 * @throws MosaicError `limit` if there are more than so many bytes
 */
export async function readStandardInput(most: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin) {
    parts.push(part);
    size += part.length;
    if (size <= most) continue;
    const { tooMuch } = await import('@tesserae/jobs/internal'); // loaded by then, and not by `--help`
    throw tooMuch(most, size);
  }
  return Buffer.concat(parts);
}
