import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventLoopYielder } from '../../dist/runtime/event-loop.js';

const hold = (milliseconds: number): void => {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
};

for (const [name, length] of [
  ['one long loop', 100],
  ['many short loops in a row', 1],
] as const) {
  test(`${name}: timers come through`, async () => {
    let fired = false;
    setTimeout(() => {
      fired = true;
    }, 20);
    const begun = performance.now();
    while (!fired && performance.now() - begun < 2000) {
      const rest = eventLoopYielder();
      for (let i = 0; i < length && !fired; i++) {
        hold(5);
        await rest();
      }
    }
    assert.ok(fired, 'the thread was held until the end');
  });
}

test('what takes no time does not wait', async () => {
  const rest = eventLoopYielder();
  await rest();
  const timer = new Promise<string>((resolve) => setTimeout(() => resolve('timer'), 0));
  const loop = (async () => {
    for (let i = 0; i < 100; i++) await rest();
    return 'loop';
  })();
  assert.equal(await Promise.race([timer, loop]), 'loop');
});
