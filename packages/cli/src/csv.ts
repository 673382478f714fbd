/** Comma-separated values, as of RFC 4180. */
export function csv(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `${line.map(csvField).join(',')}\r\n`).join('');
}

/**
 * One field. A spreadsheet would run what begins with = + - @ tab or return as a formula: an apostrophe keeps it text.
 *
 * Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
