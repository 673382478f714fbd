/**
 * Names as bytes. A file name on Linux is any bytes but `/` and NUL; read as UTF-8 and written back, one that is not UTF-8
 * becomes another name. So inside this package a path, or the name of anything, is a string of one character a byte (Latin-1):
 * it can be compared, sorted and used as a key, and no byte is lost. Only what a person sees is turned into text.
 */

/** A name, or a path (`path.ts`), of one character (U+0000 … U+00FF) a byte. */
export type ByteName = string;

/** The name that a text is, UTF-8 being what the user types. */
export function byteName(text: string): ByteName {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The name that bytes from the file system or the library are. */
export function nameFromBytes(bytes: Uint8Array): ByteName {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The bytes of a name. */
export function nameBytes(name: ByteName): Buffer {
  return Buffer.from(name, 'latin1');
}

/** What a person is shown: the name as UTF-8, with U+FFFD where it is none. */
export function displayName(name: ByteName): string {
  return nameBytes(name).toString('utf8');
}

/** Whether what a person is shown is the name: false for one that is not UTF-8. */
export function isText(name: ByteName): boolean {
  return byteName(displayName(name)) === name;
}

/**
 * The name with its letters composed (Unicode NFC), by which names are compared with what a person types: macOS writes é as e and an
 * accent, keyboards write one letter. A name that is no text stays as it is.
 *
 * Source: Unicode Standard Annex 15, https://www.unicode.org/reports/tr15/
 */
export function composed(name: ByteName): ByteName {
  if (!/[\x80-\xff]/.test(name) || !isText(name)) return name;
  return byteName(displayName(name).normalize('NFC'));
}
