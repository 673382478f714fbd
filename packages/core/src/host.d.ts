/** The few globals that every host (Node, browsers, workers) has and ES2023 does not name. Nothing else may be used. */

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Returns to the host's event loop before calling: lets timers, aborts and input through. */
declare function setTimeout(callback: () => void, milliseconds: number): unknown;
