/** Pixels of a thumbnail's short side: a 62 % crop of it still has 40. */
const SHORT_SIDE = 64;

/** The most pixels of a thumbnail's long side: a panorama stays small. */
const LONG_SIDE = 256;

/** Width and height of the thumbnail of an upright photo: never enlarged, never below one pixel. */
export function thumbnailSize(width: number, height: number): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, SHORT_SIDE / Math.min(width, height), LONG_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
