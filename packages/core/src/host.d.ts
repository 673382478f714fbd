/** The few globals that every host (Node, browsers, workers) has and ES2023 does not name. Nothing else may be used. */

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Returns to the host's event loop before calling: lets timers, aborts and input through. */
declare function setTimeout(callback: () => void, milliseconds: number): unknown;

/** Decodes base64 into a string of bytes. */
declare function atob(text: string): string;

/** As much of the WebAssembly API as the kernel uses. */
declare namespace WebAssembly {
  function validate(bytes: Uint8Array): boolean;
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
