// Kinds of tests: fast (no outside world), long (neither, for seconds), db (real PostgreSQL), browser (real Chromium), faults (the real program).
import { defineConfig } from 'vitest/config';

const everywhere = ['src/**', 'tests/**', 'tools/**', 'examples/**'];
const named = (kind: string) => everywhere.map((place) => `${place}/*.${kind}.test.{ts,tsx}`);

export default defineConfig({
  test: {
    pool: 'threads',
    // Against what never ends, not against what is slow: a full machine takes several times as long.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A database and a browser wait more than they work: two files at once keep two cores busy.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          isolate: false,
          include: everywhere.map((place) => `${place}/*.test.{ts,tsx}`),
          exclude: ['long', 'db', 'browser', 'faults'].flatMap(named),
        },
      },
      {
        extends: true,
        test: { name: 'long', isolate: false, include: named('long') },
      },
      {
        extends: true,
        test: { name: 'db', isolate: false, include: named('db'), globalSetup: ['tests/support/cluster.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          isolate: false,
          include: named('browser'),
          globalSetup: ['tests/support/cluster.ts', 'tests/browser/built-pages.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: { name: 'faults', include: named('faults'), testTimeout: 600_000, fileParallelism: false },
      },
    ],
  },
});
