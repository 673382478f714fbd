import type { Problem } from '@tesserae/core/internal';
import { walker } from '../support/steps.js';

/**
 * Whether any arrangement obeys the rules: tries them all, cell after cell.
 *
 * @param before  cell → photo as it was; unless told, cells may have any photo
 * @param moves   of how many cells at most the photo may be another one than before
 */
export function isPossible(problem: Problem, before?: readonly number[], moves = 0): boolean {
  const { rules, layout, groups, cells } = problem;
  const walk = walker(layout);
  const near = Array.from({ length: cells.rows }, (_, cell) => walk(cell, rules.spacing));
  const photos: number[] = [];
  const uses = new Uint32Array(rules.maxUses.length);

  function repeats(photo: number): boolean {
    const cell = photos.length;
    return photos.some((other, b) => near[cell].has(b) && groups[other] === groups[photo]);
  }

  function fill(moves: number): boolean {
    const cell = photos.length;
    if (cell === cells.rows) return uses.every((count, photo) => count >= rules.minUses[photo]);
    for (let photo = 0; photo < uses.length; photo++) {
      const left = before === undefined || photo === before[cell] ? moves : moves - 1;
      if (left < 0 || uses[photo] >= rules.maxUses[photo]) continue;
      if (rules.pinned[cell] >= 0 && rules.pinned[cell] !== photo) continue;
      if (repeats(photo)) continue;
      photos.push(photo);
      uses[photo]++;
      if (fill(left)) return true;
      photos.pop();
      uses[photo]--;
    }
    return false;
  }

  return fill(moves);
}
