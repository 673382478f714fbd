/** Where the page's pictures are: beside it, or inside it. */

/**
 * The address of a file of the page. A single page has its files in elements named like them, as base64.
 *
 * @param path  as of `PAGE_FILES`
 */
export function addressOf(path: string): string {
  const embedded = document.getElementById(path)?.textContent;
  return embedded ? `data:image/jpeg;base64,${embedded}` : path;
}
