/** JSON of a stranger: it may be no JSON, or nested so deep that whoever walks it by recursion overflows the stack. */

/** How deep our own files nest, and more: a film script has six levels. */
const MOST_LEVELS = 64;

/** What a text holds: a value, or what it is instead of JSON that can be used. */
export type ParsedJson = { readonly json: unknown } | { readonly received: string; readonly cause?: unknown };

/** Reads the JSON in a text. Time and memory are proportional to the text. */
export function parsedJson(text: string): ParsedJson {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return { received: 'something else', cause };
  }
  return isDeeper(json, MOST_LEVELS) ? { received: `JSON that is nested deeper than ${MOST_LEVELS} levels` } : { json };
}

/** Whether a value has more levels, looked at level by level. */
function isDeeper(json: unknown, most: number): boolean {
  let level: object[] = typeof json === 'object' && json !== null ? [json] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > most) return true;
    const below: object[] = [];
    for (const each of level) {
      const values: readonly unknown[] = Array.isArray(each) ? each : Object.values(each);
      for (const value of values) if (typeof value === 'object' && value !== null) below.push(value);
    }
    level = below;
  }
  return false;
}
