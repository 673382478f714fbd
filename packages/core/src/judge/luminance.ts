/** From colours to light alone, row by row. */

import { luminance } from '../color/lab.js';
import type { RowConsumer } from './rows.js';

/**
 * Turns rows of colours into rows of luminance.
 *
 * @param emit  takes `width` floats, 0…1
 * @returns takes `width` × 3 floats (r g b), linear light
 */
export function luminanceRows(width: number, emit: RowConsumer): RowConsumer {
  const out = new Float32Array(width);
  return (row) => {
    for (let x = 0, i = 0; x < width; x++, i += 3) out[x] = luminance(row[i], row[i + 1], row[i + 2]);
    emit(out);
  };
}
