/** Looks: named sets of settings for people who do not want to know each one. What is set besides wins. */

/** The settings of each look, by its name. What they do is measured in docs/measurements.md. */
export const LOOKS = {
  balanced: {},
  closest: { tint: 'auto', variety: 20, effort: 'best' },
  'whole-photos': { show: 'whole', tint: 'auto' },
  everyone: { minUses: 'soft', show: 'most', tint: 'auto' },
  print: { columns: 48, show: 'most', effort: 'best' },
} as const;

/** The name of a look. */
export type Look = keyof typeof LOOKS;

/**
 * Settings as they were given, on top of those of their look. What excludes a setting of the look takes its place.
 *
 * @param given  unchecked values by name
 */
export function withLook(given: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  const look = Object.entries(LOOKS).find(([name]) => name === given.get('look'))?.[1] ?? {};
  const decidesColumns = given.has('rows') || (given.has('cell') && given.has('size'));
  const isExcluded = (name: string) =>
    (name === 'columns' && decidesColumns) ||
    (name === 'show' && given.has('views')) ||
    (name === 'variety' && given.has('refine'));
  return new Map([...Object.entries(look).filter(([name]) => !isExcluded(name)), ...given]);
}
