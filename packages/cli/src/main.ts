/**
 * The program's first lines: as little as possible, so that `--version` answers at once, and decoder processes get ready
 * while the rest of the program is being loaded.
 */

import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { Decoders } from '@tesserae/node/decoders';

/** How many decoders the commands are sure to need. */
const DECODERS: Readonly<Record<string, number>> = {
  index: Number.POSITIVE_INFINITY,
  make: 1,
  plan: 1,
  inspect: 1,
  score: 1,
};

/** How the version is asked for. */
const VERSION = ['--version', '-V', 'version'];

/** Help needs none, and these say how many and how large. */
const NOT_YET = /^(-h|--help|-j|--jobs|--memory|--config)/;

// Pixels that are done with are freed when V8 next looks at its young objects. With as much room for these as it likes, that is
// after 16 MB of small ones, and 40 MB of pixels lie around: a gigapixel took 262 MiB instead of 220, and no less time.
setFlagsFromString('--semi-space-growth-factor=1');

const words = process.argv.slice(2);
if (words.length === 1 && VERSION.includes(words[0])) {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  // our own package.json has a version
  console.log((manifest as { readonly version: string }).version);
} else {
  const decoders = await decodersFor(words);
  const { run } = await import('./run.js');
  const { endProcess } = await import('./terminal/end.js');
  await endProcess(await run(words, { decoders }));
}

/** Decoders that are getting ready; undefined where it takes reading the settings to know how many, or none is needed. */
async function decodersFor([command, ...rest]: readonly string[]): Promise<Decoders | undefined> {
  if (DECODERS[command] === undefined || rest.some((word) => NOT_YET.test(word))) return undefined;
  const { openDecoders } = await import('@tesserae/node/decoders');
  const decoders = openDecoders();
  decoders.prestart(DECODERS[command]);
  return decoders;
}
