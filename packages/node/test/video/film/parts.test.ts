import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STYLES, styleScript } from '@tesserae/core';
import { type FilmGeometry, momentAt, squareGrid, timelineOf } from '@tesserae/core/internal';
import { partsOf } from '@tesserae/node/internal';

const ground = { shape: squareGrid(40, 30), landing: 620 };
const stage: FilmGeometry = {
  frame: { width: 1280, height: 720, fps: 30 },
  mosaics: [ground],
  photo: { x: 0.5, y: 0.375, w: 0.03, h: 0.025 },
};
const CODED = { framesAPart: 30, stretches: true };

for (const style of STYLES.filter((each) => each !== 'endless')) {
  test(`${style}: parts are all frames, and none begins where the picture stands still`, () => {
    for (const seconds of [0.1, 1, 4, 12, 90]) {
      const timeline = timelineOf(styleScript(style, seconds), stage);
      const parts = partsOf(timeline, CODED);
      let next = 0;
      for (const { first, frames } of parts) {
        assert.equal(first, next);
        assert.ok(frames >= 1 && frames <= 300);
        next = first + frames;
        const stood = Array.from({ length: 20 }, (_, i) => Math.max(0, first - i)).map((i) => momentAt(timeline, i));
        const isStill = stood.every((moment) => JSON.stringify(moment) === JSON.stringify(stood[0]));
        // but every ten seconds, so that a player can jump
        assert.ok(first === 0 || !isStill || parts.some((part) => part.first + 300 === first), `${style}: ${first}`);
      }
      assert.equal(next, timeline.frames);
    }
  });
}

test('what moves all the time is cut evenly, and so are formats whose frames stand alone', () => {
  const script = {
    ...styleScript('zoom-in', 4),
    scenes: [
      {
        seconds: 4,
        camera: [
          { at: 0, look: 'whole', ease: 'linear' },
          { at: 1, look: 'landing' },
        ],
      },
    ],
  } as const;
  const timeline = timelineOf(script, stage);
  assert.deepEqual(
    partsOf(timeline, CODED).map(({ frames }) => frames),
    [30, 30, 30, 30],
  );
  const still = timelineOf({ ...script, scenes: [{ seconds: 1 }] }, stage);
  assert.equal(partsOf(still, CODED).length, 1);
  assert.equal(partsOf(still, { framesAPart: 1, stretches: false }).length, 30);
  assert.deepEqual(
    partsOf(still, { framesAPart: 8, stretches: false }).map(({ frames }) => frames),
    [8, 8, 8, 6],
  );
});
