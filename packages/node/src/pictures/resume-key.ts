/** What a picture file is begun as: only the same one can be gone on with. */

import { MosaicError } from '@tesserae/core';

/** What is drawn, in words and numbers that a journal can hold: its plan, its size, the program. */
export type ResumeKey = Readonly<Record<string, string | number>>;

/** The first line of a journal. */
export function journalHead(making: ResumeKey): string {
  return JSON.stringify(making);
}

/**
 * Makes sure that a journal is that of the same making.
 *
 * @param path  what the error begins with
 * @throws MosaicError `usage` naming what differs
 */
export function requireSameKey(path: string, making: ResumeKey, head: string): void {
  const begun = parsed(head);
  for (const [name, value] of Object.entries(making)) {
    if (begun[name] === value) continue;
    const [was, is] = [begun[name] ?? 'something else', value].map((each) => String(each).slice(0, 12));
    throw new MosaicError(
      'usage',
      `resume: what was begun of ${path} has another ${name}: ${was}, not ${is}. Ask for the same again, or leave out --resume to begin anew.`,
    );
  }
}

function parsed(head: string): Record<string, unknown> {
  try {
    return JSON.parse(head);
  } catch {
    return {}; // cut off, or of a program that writes it in another way
  }
}
