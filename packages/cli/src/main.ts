/** The program's first lines: as little as possible, so that `--version` answers at once. */

import { readFileSync } from 'node:fs';

const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  // our own package.json has a version
  console.log((manifest as { readonly version: string }).version);
} else {
  const { run } = await import('./run.js');
  const { endProcess } = await import('./end.js');
  await endProcess(await run(words));
}
