/** Ctrl-C and its kin: the first asks to stop at a safe point, the second does not ask. */

/** What was asked for from outside. */
export interface Interrupt {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The exit code that goes with the signal that came; undefined if none has. */
  exit(): number | undefined;
  /** Gives the signals back to the system. */
  close(): void;
}

/** Exit codes are 128 and the number of the signal, as shells have it. Ctrl-Break, which only Windows has, is another Ctrl-C. */
export const SIGNALS = [
  { name: 'SIGINT', code: 130 },
  { name: 'SIGTERM', code: 143 },
  { name: 'SIGBREAK', code: 130 },
  // the terminal was closed
  { name: 'SIGHUP', code: 129 },
] as const;

/**
 * Listens for signals.
 *
 * @param onFirst   says that the wish was heard
 * @param onSecond  ends the process with the exit code
 */
export function listenForInterrupt(onFirst: () => void, onSecond: (exit: number) => void): Interrupt {
  const controller = new AbortController();
  let exit: number | undefined;
  const listeners = SIGNALS.map(({ name, code }) => {
    const listener = () => {
      if (exit !== undefined) return onSecond(code);
      exit = code;
      onFirst();
      controller.abort();
    };
    process.on(name, listener);
    return { name, listener };
  });
  return {
    signal: controller.signal,
    exit: () => exit,
    close: () => {
      for (const { name, listener } of listeners) process.off(name, listener);
    },
  };
}
