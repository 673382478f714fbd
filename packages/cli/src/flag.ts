/** What a flag is, and the flags of one call. */

/** One row of the table. */
export interface Flag {
  /** `dryRun` is `--dry-run` on the command line. */
  readonly name: keyof Flags;
  readonly short?: string;
  /** What stands for the value in `--help`; a flag without one takes no value. */
  readonly placeholder?: string;
  readonly about: string;
  /** May be given several times; every value counts. */
  readonly repeats?: boolean;
  /** The commands that take it; absent = all. */
  readonly commands?: readonly string[];
}

/** The flags of one call, as they were given. */
export interface Flags {
  readonly output?: string;
  readonly library?: string;
  readonly plan?: string;
  readonly placements?: string;
  readonly report?: string;
  readonly reportLevel?: string;
  readonly target?: string;
  readonly paper?: string;
  readonly fit?: string;
  readonly bleed?: string;
  readonly noMarks?: boolean;
  readonly withoutTarget?: boolean;
  readonly pages?: string;
  readonly overlap?: string;
  readonly index?: boolean;
  readonly cards?: string;
  readonly noPicture?: boolean;
  readonly icc?: string;
  readonly font?: string;
  readonly style?: string;
  readonly script?: string;
  readonly with?: string;
  readonly landing?: string;
  readonly for?: string;
  readonly seconds?: string;
  readonly poster?: string;
  readonly background?: string;
  readonly singleFile?: boolean;
  readonly photoSize?: string;
  readonly tell?: string;
  readonly title?: string;
  readonly url?: string;
  readonly mosaic?: string;
  readonly columns?: string;
  readonly rows?: string;
  readonly photos?: string;
  readonly pin?: readonly string[];
  readonly ban?: readonly string[];
  readonly swap?: readonly string[];
  readonly unpin?: readonly string[];
  readonly unban?: readonly string[];
  readonly lock?: readonly string[];
  readonly unlock?: readonly string[];
  readonly add?: readonly string[];
  readonly resolve?: string;
  readonly replaceMissing?: boolean;
  readonly render?: string;
  readonly errorMap?: string;
  readonly encoder?: string;
  readonly fps?: string;
  readonly changeBudget?: string;
  readonly ignore?: readonly string[];
  readonly fromFile?: string;
  readonly null?: boolean;
  readonly wait?: string;
  readonly since?: string;
  readonly until?: string;
  readonly minSide?: string;
  readonly skipScreenshots?: boolean;
  readonly skipFlat?: boolean;
  readonly skipBlurry?: boolean;
  readonly csv?: string;
  readonly config?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly pyramid?: boolean;
  readonly resume?: boolean;
  readonly strict?: boolean;
  readonly refused?: boolean;
  readonly groups?: boolean;
  readonly repaired?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly noColor?: boolean;
}
