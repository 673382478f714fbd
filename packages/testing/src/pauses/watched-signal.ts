/** A signal that counts how often it is looked at. */
export interface WatchedSignal {
  readonly signal: AbortSignal;
  readonly looks: () => number;
}

/** Makes a signal that is aborted when it is looked at for the `last`th time; never, unless told. @param onLook  called at every look */
export function watchedSignal(last: number = Number.POSITIVE_INFINITY, onLook?: () => void): WatchedSignal {
  const controller = new AbortController();
  const { signal } = controller;
  let looks = 0;
  const aborted = (): boolean => {
    if (++looks === last) controller.abort();
    onLook?.();
    return looks >= last;
  };
  Object.defineProperty(signal, 'aborted', { get: aborted });
  return { signal, looks: () => looks };
}
