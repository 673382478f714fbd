import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventLoopYielder } from '@tesserae/core/internal';

/** Milliseconds, as the clock of these tests says. */
let now = 0;

/** Whether a promise waits for more than what runs at once. */
async function waits(promise: Promise<unknown>): Promise<boolean> {
  let waiting = true;
  void promise.then(() => {
    waiting = false;
  });
  for (let i = 0; i < 10; i++) await undefined;
  return waiting;
}

for (const [name, length] of [
  ['one long loop', 100],
  ['many short loops in a row', 1],
] as const) {
  test(`${name}: the thread is held for 40 ms at a time`, async (t) => {
    t.mock.method(Date, 'now', () => now);
    let turns = 0;
    for (let steps = 0; steps < 400; ) {
      const rest = eventLoopYielder();
      for (let i = 0; i < length; i++, steps++) {
        now += 5; // of work
        const resting = rest();
        if (await waits(resting)) turns++;
        await resting;
      }
    }
    assert.equal(turns, 50);
  });
}

test('a clock that is set back holds nobody up', async (t) => {
  t.mock.method(Date, 'now', () => now);
  const rest = eventLoopYielder();
  now += 1000;
  await rest();
  now -= 500;
  assert.ok(await waits(rest()));
});

test('what takes no time does not wait', async (t) => {
  t.mock.method(Date, 'now', () => now + 1000);
  const rest = eventLoopYielder();
  await rest();
  for (let i = 0; i < 100; i++) assert.ok(!(await waits(rest())));
});
