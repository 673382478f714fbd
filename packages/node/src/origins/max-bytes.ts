/** The largest original that is read, bytes: it has to lie in memory to be decoded. */
export const MAX_ORIGINAL: number = 512 * 2 ** 20;
