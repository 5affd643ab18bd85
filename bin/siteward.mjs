#!/usr/bin/env -S node --max-semi-space-size=64
// The command: makes sure the program is installed and built, then hands over. Plain JavaScript, so that any Node 20 runs it as it is.
// Almost all that a request makes is garbage at its end: with more room for what is young, the collector comes a third as often.
import { prepareProgram } from './prepare.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  process.stderr.write(`Siteward needs Node 20.20 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

const serves = ['start', 'demo'].includes(process.argv[2] ?? '');
await prepareProgram({ pages: serves });
await import(new URL('../dist/siteward.mjs', import.meta.url).href);
