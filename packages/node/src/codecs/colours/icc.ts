/**
 * What is in a colour profile.
 *
 * Source: ICC.1:2022, Image technology colour management, §7.2, §7.3 (tag table), §10.15 (multiLocalizedUnicodeType);
 * ICC.1:2001-04, §6.5.17 (textDescriptionType).
 */

/** The tags come after a header and their number. */
export const ICC_HEADER = 128;

/** The tags by name; undefined if they are not within the profile, or it is not within the file. */
export function iccTags(profile: Buffer): Map<string, Buffer> | undefined {
  if (profile.length < ICC_HEADER + 4) return undefined;
  const end = profile.readUInt32BE(0);
  const first = ICC_HEADER + 4 + profile.readUInt32BE(ICC_HEADER) * 12;
  if (end > profile.length || first > end) return undefined;
  const tags = new Map<string, Buffer>();
  for (let entry = ICC_HEADER + 4; entry < first; entry += 12) {
    const at = profile.readUInt32BE(entry + 4);
    const length = profile.readUInt32BE(entry + 8);
    if (at < first || at + length > end) return undefined;
    tags.set(profile.toString('latin1', entry, entry + 4), profile.subarray(at, at + length));
  }
  return tags;
}

/** The name of a profile, such as "Display P3"; empty if there is none to be read. */
export function iccName(tags: ReadonlyMap<string, Buffer> | undefined): string {
  const tag = tags?.get('desc') ?? Buffer.alloc(0);
  const type = tag.toString('latin1', 0, 4);
  if (type === 'desc' && tag.length >= 12) {
    return tag.toString('latin1', 12, 12 + tag.readUInt32BE(8)).replace(/\0.*$/s, '');
  }
  if (type !== 'mluc' || tag.length < 28 || tag.readUInt32BE(8) === 0) return '';
  const [length, at] = [tag.readUInt32BE(20), tag.readUInt32BE(24)];
  // big-endian UTF-16, which Node reads only the other way round
  const text = Buffer.from(tag.subarray(at, at + length));
  return text
    .subarray(0, text.length & ~1)
    .swap16()
    .toString('utf16le')
    .replace(/\0+$/, '');
}
