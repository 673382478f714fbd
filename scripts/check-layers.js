/**
 * Checks who imports whom, how long files are, what they are called, and who writes files.
 *
 * Import cycles, the length of functions and the number of parameters are Biome's part (biome.json).
 */

import { layerFaults } from './layer-rules.js';
import { sourceFiles } from './sources.js';

const sources = sourceFiles();
const faults = layerFaults(sources);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`layers: ${sources.length} files in order.`);
