/** One script and one style sheet, without modules or maps: they stand in a page that must work from a disk. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'vite';

const require = createRequire(import.meta.url);

const core = join(import.meta.dirname, '..', 'core', 'dist');

/** The licences of what is bundled, which ask to be where it is. */
const notices = [
  ['OpenSeadragon', join(dirname(require.resolve('openseadragon')), '..', '..', 'LICENSE.txt')],
  ['Preact', join(dirname(require.resolve('preact/package.json')), 'LICENSE')],
].map(([name, path]) => `${name}\n\n${readFileSync(path, 'utf8').trim()}`);

// biome-ignore lint/style/noDefaultExport: Vite takes for a configuration what a module exports by default
export default defineConfig({
  logLevel: 'warn',
  // one file a source: what the page does not use is left out file by file
  resolve: {
    alias: [
      { find: '@tesserae/core/internal', replacement: join(core, 'internal.js') },
      { find: '@tesserae/core', replacement: join(core, 'index.js') },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/page',
    target: 'es2022',
    lib: { entry: 'src/main.tsx', formats: ['iife'], name: 'tesserae', fileName: () => 'page.js', cssFileName: 'page' },
    rolldownOptions: { output: { postBanner: `/*!\n${notices.join('\n\n').replaceAll('*/', '* /')}\n*/` } },
  },
});
