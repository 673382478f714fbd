import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pipe, type Sink } from '@tesserae/core/internal';

/** Keeps a diary of what is done to it. */
function diary(wrong: Partial<Sink<number>> = {}) {
  const said: string[] = [];
  const sink: Sink<number> = {
    async write(chunk) {
      said.push(`write ${chunk}`);
      await wrong.write?.(chunk);
      said.push(`written ${chunk}`);
    },
    async close() {
      said.push('close');
      await wrong.close?.();
    },
    async abort(reason) {
      said.push(`abort ${(reason as Error).message.split(';')[0]}`); // pipe hands on what was thrown
      return (await wrong.abort?.(reason)) ?? true;
    },
  };
  return { said, sink };
}

async function* count(said: string[], to: number): AsyncGenerator<number> {
  try {
    for (let i = 1; i <= to; i++) {
      said.push(`make ${i}`);
      yield i;
    }
  } finally {
    said.push('source ended');
  }
}

test('makes a chunk when the one before is written', async () => {
  const { said, sink } = diary();
  await pipe(count(said, 2), sink);
  assert.deepEqual(said, ['make 1', 'write 1', 'written 1', 'make 2', 'write 2', 'written 2', 'source ended', 'close']);
});

test('a source that throws aborts the sink', async () => {
  const { said, sink } = diary();
  async function* broken() {
    yield 1;
    throw new Error('torn');
  }
  await assert.rejects(pipe(broken(), sink), /torn/);
  assert.deepEqual(said, ['write 1', 'written 1', 'abort torn']);
});

test('a sink that throws ends the source, is aborted, and its first reason is told', async () => {
  const fail = (message: string) => () => Promise.reject(new Error(message));
  const first = diary({ write: fail('full'), abort: fail('second') });
  await assert.rejects(pipe(count(first.said, 3), first.sink), /full/);
  assert.deepEqual(first.said, ['make 1', 'write 1', 'source ended', 'abort full']);

  const last = diary({ close: fail('late') });
  await assert.rejects(pipe(count(last.said, 1), last.sink), /late/);
  assert.deepEqual(last.said.slice(-2), ['close', 'abort late']);
});

for (const busy of ['write', 'close'] as const) {
  test(`an abort is heeded while the sink is busy in ${busy}`, { timeout: 60_000 }, async () => {
    const { said, sink } = diary({ [busy]: () => new Promise(() => {}) });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    await assert.rejects(pipe(count(said, 1), sink, stop), { code: 'aborted' });
    assert.equal(said.at(-1), 'abort aborted');
  });
}

test('an abort is heeded while the source is busy, which is closed when it is done', { timeout: 5000 }, async () => {
  const { said, sink } = diary();
  let finish = () => {};
  async function* slow(): AsyncGenerator<number> {
    try {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      yield 1;
    } finally {
      said.push('source ended');
    }
  }
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  await assert.rejects(pipe(slow(), sink, stop), { code: 'aborted' });
  assert.deepEqual(said, ['abort aborted']);
  finish();
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(said, ['abort aborted', 'source ended']);
});

test('an abort that comes too late for the sink changes nothing', async () => {
  const stop = new AbortController();
  const { said, sink } = diary({
    close: async () => stop.abort(), // what is done cannot be undone
    abort: async () => false,
  });
  await pipe(count(said, 1), sink, stop);
  assert.deepEqual(said.slice(-2), ['close', 'abort aborted']);
});
