import { type BytePath, shownPath } from './names.js';

// what file managers, cameras' companions and disk stations leave beside photos, in lower case
const JUNK = new Set([
  '@eadir', // Synology's thumbnails
  '#recycle',
  '__macosx', // what Apple's zip adds
  '$recycle.bin',
  'system volume information',
  'lost+found',
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
]);

/** Whether a file or folder is left out by its name alone: hidden (`.*`), or the usual junk. */
export function isJunk(name: BytePath): boolean {
  const lower = shownPath(name).toLowerCase();
  return lower.startsWith('.') || lower.endsWith('.lrdata') || JUNK.has(lower);
}
