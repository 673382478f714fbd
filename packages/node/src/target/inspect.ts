import { isCrashedFile } from '../decoders/crashed-file.js';
import { type Decoders, withDecoders } from '../decoders/decoder-pool.js';
import type { Inspection } from '../decoders/operations/inspect.js';
import { namedFile } from '../origins/named-file.js';

/** What `inspectFile` takes besides its input. */
export interface InspectOptions {
  /** Who decodes; a process of its own if absent. */
  readonly decoders?: Decoders;
}

/** Looks into a file: what it is, and whether and why it would be refused. Never throws for what the file holds. */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<Inspection> {
  try {
    return await withDecoders(options.decoders, (decoders) => decoders.run('inspect', namedFile(path)));
  } catch (error) {
    if (!isCrashedFile(error)) throw error;
    return { path, state: 'refused', code: error.code, detail: error.message };
  }
}
