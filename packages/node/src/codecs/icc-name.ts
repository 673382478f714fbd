/**
 * The name in a colour profile, such as "Display P3".
 *
 * Source: ICC.1:2022, Image technology colour management, §7.3 (tag table), §10.15 (multiLocalizedUnicodeType);
 * ICC.1:2001-04, §6.5.17 (textDescriptionType).
 *
 * @returns undefined if there is none to be read
 */
export function profileName(icc: Uint8Array): string | undefined {
  const profile = Buffer.from(icc.buffer, icc.byteOffset, icc.byteLength);
  try {
    const tags = profile.readUInt32BE(128);
    for (let tag = 0, at = 132; tag < tags; tag++, at += 12) {
      if (profile.toString('latin1', at, at + 4) === 'desc') return textAt(profile, profile.readUInt32BE(at + 4));
    }
  } catch {
    // a table that leads out of the profile
  }
  return undefined;
}

function textAt(profile: Buffer, at: number): string | undefined {
  const type = profile.toString('latin1', at, at + 4);
  if (type === 'desc') {
    const length = profile.readUInt32BE(at + 8);
    return profile.toString('latin1', at + 12, at + 12 + length).replace(/\0.*$/s, '');
  }
  if (type !== 'mluc') return undefined;
  const length = profile.readUInt32BE(at + 20);
  const start = at + profile.readUInt32BE(at + 24);
  // big-endian UTF-16, which Node reads only the other way round
  return Buffer.from(profile.subarray(start, start + length))
    .swap16()
    .toString('utf16le')
    .replace(/\0+$/, '');
}
