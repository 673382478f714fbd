/** Promises of the library, and what was measured of them. */

/** One promise beside its measurement. */
export interface Figure {
  readonly promise: string;
  /** The figure that was promised. */
  readonly wanted: string;
  readonly measured: string;
  readonly kept: boolean;
}

/** Where a soak works, and how long. */
export interface Soaking {
  /** 1 is the whole number of repetitions; tests run about a tenth. */
  readonly share: number;
  /** An empty folder for whatever it writes. */
  readonly folder: string;
  /** The folder of real photos. */
  readonly samples: string;
}

/** Measures some promises. */
export type Soak = (soaking: Soaking) => Promise<readonly Figure[]>;

/** So many repetitions at this share, at least one. */
export function repetitions(whole: number, { share }: Soaking): number {
  return Math.max(1, Math.round(whole * share));
}

/** Figures as a table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ promise, wanted, measured, kept }) => {
    return `| ${promise} | ${wanted} | ${measured} | ${kept ? 'kept' : '**missed**'} |`;
  });
  return ['| promise | wanted | measured | |', '|---|---|---|---|', ...rows].join('\n');
}
