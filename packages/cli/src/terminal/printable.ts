/** File names are anything but text to be trusted: what a terminal would obey is spelled out. */

/**
 * C0 and C1 control characters and DEL, line and paragraph separators, and the characters that turn the direction of
 * writing, with which `gpj.exe` reads as a picture. Sources: ECMA-48; Unicode 16, §23.2.
 */
const OBEYED = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** The text on one line, with nothing in it that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(OBEYED, (letter) => NAMES[letter] ?? `\\u{${letter.codePointAt(0)?.toString(16)}}`);
}

const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\x1b': '\\e' };
