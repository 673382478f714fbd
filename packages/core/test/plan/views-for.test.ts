import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MosaicError, parseSettings, photoViews, shareShown, viewCount, viewsFor } from '@tesserae/core/internal';

test('every view shows as much as was asked for, lies in the photo and has the proportions of the cell', () => {
  for (const [show, least] of [
    ['part', 0.4],
    ['most', 0.66],
    ['whole', 1],
  ] as const) {
    for (const effort of ['fast', 'balanced', 'best'] as const) {
      for (const mirror of [false, true]) {
        const set = viewsFor(parseSettings({ show, effort, mirror }), 700);
        for (const [width, height, aspect] of [
          [600, 400, 1],
          [333, 1000, 1.5],
          [500, 500, 1],
        ]) {
          const views = photoViews({ width, height }, aspect, set);
          assert.equal(views.length, viewCount(set));
          assert.equal(views.filter((view) => view.mirrored).length, mirror ? views.length / 2 : 0);
          for (const { crop } of views) {
            assert.ok(shareShown(crop, { width, height }, aspect) >= least - 1e-9);
            assert.ok(crop.x >= 0 && crop.y >= 0 && crop.x + crop.w <= 1 + 1e-12 && crop.y + crop.h <= 1 + 1e-12);
            assert.ok(Math.abs((crop.w * width) / (crop.h * height) - aspect) < 1e-9);
          }
        }
      }
    }
  }
});

test('a large collection has fewer views a photo, and the named sets are what they were', () => {
  const count = (input: object, photos = 700) => viewCount(viewsFor(parseSettings(input), photos));
  assert.ok(count({ effort: 'best' }) > count({}) && count({}) > count({ effort: 'fast' }));
  assert.equal(count({ effort: 'best' }, 1e5), count({ effort: 'fast' }));
  const named = ['whole', 'mirror', 'crops', 'all'].map((views) => count({ views }));
  assert.deepEqual(named, [1, 2, 19, 38]);
  // what is said of mirroring stands, whatever the set
  assert.deepEqual([count({ views: 'crops', mirror: true }), count({ views: 'all', mirror: false })], [38, 19]);
});

test('a set of views of its own and a share to be shown contradict each other', () => {
  for (const views of ['mirror', 'crops', 'all']) {
    assert.throws(
      () => parseSettings({ views, show: 'most' }),
      (error) => error instanceof MosaicError && error.subject === 'show' && error.waysOut.length === 2,
    );
  }
  assert.throws(() => parseSettings({ views: 'whole', show: 'part' }), MosaicError);
  assert.equal(parseSettings({ views: 'whole', show: 'whole' }).views, 'whole');
});
