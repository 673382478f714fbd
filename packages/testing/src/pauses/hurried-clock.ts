import type { TestContext } from 'node:test';

/**
 * Lets a second pass whenever somebody asks for the time, until the test ends: whoever returns to the event loop after holding the
 * thread for long does so at every opportunity.
 */
export function hurryClock(t: TestContext): void {
  let now = 0;
  t.mock.method(Date, 'now', () => {
    now += 1000;
    return now;
  });
}
