import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recentCache } from '@tesserae/node/internal';
import fc from 'fast-check';

test('what was used last is not read again, and what is kept stays within its bytes', () => {
  const keys = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 0, max: 40 }), (asked, most) => {
      const size = (key: number) => 1 + key;
      const recent = recentCache<{ readonly key: number }>(most, ({ key }) => size(key));
      // the oracle: keys, the one used last at the end
      let kept: number[] = [];
      for (const key of asked) {
        let reads = 0;
        const value = recent(key, () => {
          reads++;
          return { key };
        });
        assert.equal(value.key, key);
        assert.equal(reads, kept.includes(key) ? 0 : 1);
        kept = [...kept.filter((each) => each !== key), key];
        while (kept.length > 1 && kept.reduce((sum, each) => sum + size(each), 0) > most) kept.shift();
      }
    }),
  );
});
