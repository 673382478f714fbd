/**
 * How long a frame is shown where only whole units of time can be said: so long that the next begins as near to its time as can be.
 * Thirty frames a second are 3, 4, 3, 3, 4 … hundredths, and a film is as long as it should be.
 *
 * @param units  of a second: 100 of a GIF, 1,000 of a WebP
 */
export function unitsOf(frame: number, fps: number, units: number): number {
  return Math.round(((frame + 1) * units) / fps) - Math.round((frame * units) / fps);
}
