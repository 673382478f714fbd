/** So many letters say what is meant. */
const BRIEF = 60;

/** The beginning of a text that came from a file, to be named in an error. */
export function brief(text: string): string {
  const letters = [...text];
  return letters.length > BRIEF ? `${letters.slice(0, BRIEF - 1).join('')}…` : text;
}
