/** So many letters of a value say what was meant. */
const MOST_LETTERS = 60;

/** A few numbers. */
function isShort(list: readonly unknown[]): boolean {
  return list.length < 5 && list.every((each) => typeof each === 'number');
}

/** A value as an error tells it, in a few letters; what is nested may be nested very deep, and is named only. */
export function said(value: unknown): string {
  if (Array.isArray(value)) return isShort(value) ? JSON.stringify(value) : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'number') return String(value); // JSON has neither NaN nor infinity
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value).slice(0, MOST_LETTERS);
  if (typeof value === 'function') return 'a function';
  return (JSON.stringify(value) ?? 'nothing').slice(0, MOST_LETTERS);
}
