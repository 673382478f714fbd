import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cheapestExchange, type ExchangeOffers } from '@tesserae/core/internal';
import fc from 'fast-check';

/** The least cost of giving every cell one of its offers, by trying all; infinite if it cannot be done. */
function leastByTrying(offers: ExchangeOffers, cell = 0, left = Array.from(offers.copies)): number {
  if (cell === offers.starts.length - 1) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (let offer = offers.starts[cell]; offer < offers.starts[cell + 1]; offer++) {
    const photo = offers.photos[offer];
    if (left[photo] === 0) continue;
    left[photo]--;
    least = Math.min(least, offers.costs[offer] + leastByTrying(offers, cell + 1, left));
    left[photo]++;
  }
  return least;
}

const PHOTOS = 6;
const cells = fc.array(
  fc.uniqueArray(fc.tuple(fc.nat(PHOTOS - 1), fc.integer({ min: -50, max: 50 })), {
    ...{ minLength: 1, maxLength: PHOTOS },
    selector: ([photo]) => photo,
  }),
  { minLength: 3, maxLength: 7 },
);
const copies = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: PHOTOS, maxLength: PHOTOS });

test('an exchange costs the least that any costs, and no photo is given away more often than there are copies', async () => {
  await fc.assert(
    fc.asyncProperty(cells, copies, async (lists, counts) => {
      const offers = {
        starts: Int32Array.from(lists, (_, i) => lists.slice(0, i).flat().length).slice(),
        photos: Int32Array.from(lists.flat(), ([photo]) => photo),
        costs: Float64Array.from(lists.flat(), ([, cost]) => cost),
        copies: Int32Array.from(counts),
      };
      const all = { ...offers, starts: Int32Array.of(...offers.starts, offers.photos.length) };
      const least = leastByTrying(all);
      const taken = await cheapestExchange(all);
      const used = new Int32Array(PHOTOS);
      let cost = 0;
      taken.forEach((offer, cell) => {
        if (offer < 0) return;
        assert.ok(offer >= all.starts[cell] && offer < all.starts[cell + 1]);
        used[all.photos[offer]]++;
        cost += all.costs[offer];
      });
      assert.ok(used.every((count, photo) => count <= counts[photo]));
      if (least === Number.POSITIVE_INFINITY) return;
      assert.ok(!taken.includes(-1), 'every cell can be given one');
      assert.equal(cost, least);
    }),
    { numRuns: 1000 },
  );
});
