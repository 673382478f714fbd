import type { FilmPart } from './film-file.js';

/**
 * How long a part is shown where only whole units of time can be said: so long that the next begins as near to its time as can be.
 * Thirty frames a second are 3, 4, 3, 3, 4 … hundredths, and a film is as long as it should be.
 *
 * @param units  of a second: 100 of a GIF, 1,000 of a WebP
 */
export function unitsOf({ first, frames }: FilmPart, fps: number, units: number): number {
  return Math.round(((first + frames) * units) / fps) - Math.round((first * units) / fps);
}
