/** What an assignment must obey. */
export interface Rules {
  /** Per photo: how often it must be used at least. */
  readonly minUses: Uint32Array;
  /** Per photo: how often it may be used at most; 0 = banned, `UNLIMITED` = no bound. */
  readonly maxUses: Uint32Array;
  /** No photo (or group) repeats within this Chebyshev distance, in cells; 0 = no rule. */
  readonly spacing: number;
  /** Per cell: the photo that must stand there, −1 = free. */
  readonly pinned: Int32Array;
  /**
   * Whether the bounds of uses are for all photos of a group together: the largest least and the largest most of its
   * photos; a banned photo of it stays banned. Absent = each photo has its own.
   */
  readonly groupBudget?: boolean;
}

/** The value of `maxUses` that stands for no bound. */
export const UNLIMITED = 0xffffffff;

/** Whether any photo has a least or a most number of uses; a ban alone is no bound. */
export function hasBounds({ minUses, maxUses }: Rules): boolean {
  return minUses.some((uses) => uses > 0) || maxUses.some((uses) => uses > 0 && uses !== UNLIMITED);
}
