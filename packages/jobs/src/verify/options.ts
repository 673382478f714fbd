import { FLAG } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { LIBRARY, PLAN, TARGET_OF_PLAN } from '../options/rows.js';

/** The table of `verify`. */
export const VERIFY = table({
  fields: {
    plan: PLAN,
    prove: {
      kind: FLAG,
      about:
        'Also prove how close the cells can be to the best, as far as that can be: from seconds to many minutes. It needs the photos’ library and the target. Ctrl-C ends it with what is proved by then.',
    },
    library: LIBRARY,
    target: TARGET_OF_PLAN,
  },
});

/** The input of `verify`. */
export type VerifyInput = InputOf<typeof VERIFY>;
