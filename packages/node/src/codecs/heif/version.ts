import { createRequire } from 'node:module';

/** The version of libheif, or `none`. */
export const HEIC_VERSION: string = installedVersion();

function installedVersion(): string {
  try {
    return createRequire(import.meta.url)('libheif-js/package.json').version;
  } catch {
    return 'none';
  }
}
