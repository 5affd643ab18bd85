// Counts the registry files it is given as one registry, in a process of its own, and prints its studies and the peak of memory.
import { stat } from 'node:fs/promises';
import { counted } from '../registry.ts';

const paths = process.argv.slice(2);
const before = process.resourceUsage().maxRSS / 1_024;
const studies = await counted(paths);
const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
const size = sizes.reduce((sum, one) => sum + one, 0);
const peak = process.resourceUsage().maxRSS / 1_024;
console.info(
  `${(size / 1e6).toFixed(0)} MB in ${paths.length === 1 ? 'a file' : `${paths.length} tables`}, ${studies} studies: peak ${peak.toFixed(0)} MB, before reading ${before.toFixed(0)} MB`,
);
