/** numpy's matrix product beside our kernel: a Python process that does a round when told to. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The other side. */
export interface Blas {
  /** File name of the BLAS that numpy loaded. */
  readonly library: string;
  /** CPU seconds of the product alone and of all, and the sum of the rows found. */
  round(): Promise<{ readonly product: number; readonly all: number; readonly checksum: number }>;
  close(): void;
}

const PROGRAM = `
import os, sys, time
import numpy as np
folder, dims = sys.argv[1], int(sys.argv[2])
a = np.fromfile(folder + '/cells', np.float32).reshape(-1, dims)
b = np.fromfile(folder + '/views', np.float32).reshape(-1, dims)
# the norms as one more coordinate: the product is all there is before argmin
norms = (b.astype(np.float64) ** 2).sum(1, keepdims=True).astype(np.float32)
a = np.hstack([-2 * a, np.ones((len(a), 1), np.float32)])
b = np.ascontiguousarray(np.hstack([b, norms]).T)
product = a @ b
print(','.join(sorted({os.path.basename(line.split()[-1]) for line in open('/proc/self/maps') if 'blas' in line})), flush=True)
for line in sys.stdin:
    begun = time.process_time()
    np.matmul(a, b, out=product)
    middle = time.process_time()
    best = product.argmin(1)
    print(middle - begun, time.process_time() - begun, int(best.sum()), flush=True)
`;

/**
 * Starts Python with one BLAS thread.
 *
 * @param cells  queries × dims floats
 * @param views  rows × dims floats
 * @returns undefined where that Python has no numpy
 */
export async function openBlas(
  python: string,
  cells: Float32Array,
  views: Float32Array,
  dims: number,
): Promise<Blas | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'tesserae-blas-'));
  writeFileSync(join(folder, 'cells'), cells);
  writeFileSync(join(folder, 'views'), views);
  const child = spawn(python, ['-c', PROGRAM, folder, String(dims)], {
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const library = await lines.next();
  rmSync(folder, { recursive: true });
  if (library.done) return undefined;
  return {
    library: library.value,
    async round() {
      child.stdin.write('\n');
      const { value } = await lines.next();
      const [product, all, checksum] = String(value).split(' ').map(Number);
      return { product, all, checksum };
    },
    close: () => child.stdin.end(),
  };
}
