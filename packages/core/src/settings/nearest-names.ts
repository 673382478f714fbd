/** The names that somebody may have meant. */

/** The names nearest to a misspelt one, the nearest first. */
export function nearestNames(misspelt: string, names: readonly string[], count: number): string[] {
  const distances = new Map(names.map((name) => [name, editDistance(misspelt.slice(0, LONGEST), name)]));
  return [...names].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0)).slice(0, count);
}

/** No name is longer. */
const LONGEST = 40;

/** Letters to be added, left out or changed. Source: V. I. Levenshtein, Soviet Physics Doklady 10, 1966. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
