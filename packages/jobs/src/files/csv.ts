/** What Excel tells UTF-8 by. */
const BYTE_ORDER_MARK = '\ufeff';

/** Comma-separated values, as of RFC 4180. @param bom  whether they begin with a byte order mark */
export function csv(lines: readonly (readonly string[])[], bom = false): string {
  return (bom ? BYTE_ORDER_MARK : '') + lines.map((line) => `${line.map(csvField).join(',')}\r\n`).join('');
}

/** What a spreadsheet takes for the beginning of a formula; the wide forms stand for the others in some. */
const FORMULA = '=+\\-@\\t\\r\\n＝＋－＠';

/**
 * … at the beginning of a field, and behind what begins a new one where semicolons or tabs separate fields, as
 * spreadsheets have it in half of Europe.
 */
const OBEYED = new RegExp(`(?<=^|[;\\t\\r\\n])(?=[${FORMULA}])`, 'g');

/**
 * One field. What a spreadsheet would run as a formula stays text through an apostrophe before it.
 *
 * Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvField(text: string): string {
  const safe = text.replace(OBEYED, "'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
