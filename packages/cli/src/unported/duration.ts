import { MosaicError } from '@tesserae/core/errors';

const SECONDS = { '': 1, s: 1, m: 60, h: 3600 } as const;

/**
 * Seconds of a time as it is typed: `30s`, `10m`, `1h`, or seconds alone.
 *
 * @param name  of the flag, for the sentence
 * @throws MosaicError `usage`
 */
export function seconds(name: string, text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(s|m|h|)$/.exec(text) ?? [];
  // the pattern lets through these units alone
  if (number !== undefined) return Number(number) * SECONDS[unit as keyof typeof SECONDS];
  throw new MosaicError('usage', `--${name}: expected a time as 30s, 10m or 1h, received "${text}".`);
}
