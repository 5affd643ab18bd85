// The JavaScript that index.html asks for stays under its budget: builds the pages in memory and weighs what the entry brings along.
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { isProgram } from './source.ts';

/** Gzipped bytes that a first visit may load before a page's own part: 150 kB. */
export const BUDGET_BYTES = 150_000;

/** One built file of the browser program. */
export interface Part {
  readonly fileName: string;
  readonly code: string;
  readonly isEntry: boolean;
  /** Files it cannot run without; what it loads later does not count. */
  readonly imports: readonly string[];
}

/** The entry and everything it brings along, heaviest first, gzipped. Throws where nothing is an entry. */
export function entryParts(parts: readonly Part[]): readonly { readonly fileName: string; readonly bytes: number }[] {
  const byName = new Map(parts.map((part) => [part.fileName, part]));
  const reached = new Set(parts.filter((part) => part.isEntry));
  if (reached.size === 0) throw new Error('the build has no entry');
  for (const part of reached) {
    for (const name of part.imports) {
      const next = byName.get(name);
      if (next) reached.add(next);
    }
  }
  return [...reached].map(({ fileName, code }) => ({ fileName, bytes: gzipSync(code).length })).toSorted((a, b) => b.bytes - a.bytes);
}

async function builtParts(): Promise<readonly Part[]> {
  const built = await build({ configFile: 'vite.config.ts', logLevel: 'error', build: { write: false } });
  if (!('output' in built)) throw new Error('the build answered no files');
  return built.output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
}

if (isProgram(import.meta.url)) {
  const parts = entryParts(await builtParts());
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const inKb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  for (const { fileName, bytes } of parts) console.log(`${inKb(bytes).padStart(9)}  ${fileName}`);
  const isWithin = total <= BUDGET_BYTES;
  console.log(`budget: the entry is ${inKb(total)} gzipped, ${isWithin ? 'within' : 'OVER'} ${inKb(BUDGET_BYTES)}`);
  process.exitCode = isWithin ? 0 : 1;
}
