import { isAboutFile } from '../decoders/crashed-file.js';
import { withDecoders } from '../decoders/decoder-pool.js';
import type { InspectedPicture } from '../decoders/operations/inspect.js';
import { namedFile } from '../origins/named-paths.js';
import type { TargetOptions } from './read-target.js';

/** What is seen in a file. */
export interface Inspection extends InspectedPicture {
  /** As it was given. */
  readonly path: string;
}

/** Looks into a file: what it is, and whether and why it would be refused. Never throws for what the file holds. */
export async function inspectFile(path: string, options: Pick<TargetOptions, 'decoders'> = {}): Promise<Inspection> {
  try {
    const source = await namedFile(path);
    return { path, ...(await withDecoders(options.decoders, (decoders) => decoders.run('inspect', source))) };
  } catch (error) {
    if (!isAboutFile(error)) throw error;
    return { path, state: 'refused', code: error.code, detail: String(error.received ?? '') };
  }
}
