// Counts the registry file it is given, in a process of its own, and prints its studies and the peak of memory.
import { stat } from 'node:fs/promises';
import { counted } from '../registry.ts';

const path = process.argv[2] ?? '';
const before = process.resourceUsage().maxRSS / 1_024;
const studies = await counted(path);
const { size } = await stat(path);
const peak = process.resourceUsage().maxRSS / 1_024;
console.info(`${(size / 1e6).toFixed(0)} MB, ${studies} studies: peak ${peak.toFixed(0)} MB, before reading ${before.toFixed(0)} MB`);
