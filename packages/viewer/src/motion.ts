/** Whether things may move: some people asked their system for stillness. */

/** Whether movement is to be spared. */
export function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
