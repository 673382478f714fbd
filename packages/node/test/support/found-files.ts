import { byteName, type Found, findPlaces, ORIGINS } from '@tesserae/node/internal';

/** What lies in folders and archives, without a library. */
export async function foundFiles(names: readonly string[], ignore: readonly string[] = []): Promise<Found> {
  return await findPlaces(ORIGINS, { names: names.map(byteName), listed: [], ignore, signal: undefined });
}
