// A vitest reporter whose only word is the last line of the run: `N passed, N failed, N skipped`.
import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Counts of one run, in tests. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Counts the tests; a file that could not be loaded, which has no tests to count, is one failure. */
export function countTests(modules: readonly Pick<TestModule, 'children' | 'errors'>[], unhandled: number): Counts {
  const counts: Counts = { passed: 0, failed: unhandled, skipped: 0 };
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed += 1;
      else if (state === 'skipped') counts.skipped += 1;
      else failedHere += 1;
    }
    counts.failed += Math.max(failedHere, module.errors().length > 0 ? 1 : 0);
  }
  return counts;
}

/** The closing line's text, without a line end. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Waits for the process to end, so that nothing (other reporters, a cluster's tear-down) prints after it. */
class ClosingLine implements Reporter {
  counts: Counts = { passed: 0, failed: 0, skipped: 0 };

  onInit(): void {
    process.once('exit', () => {
      const { passed, failed } = this.counts;
      if (passed + failed === 0 || failed > 0) process.exitCode = 1;
      writeSync(1, `${closingLine(this.counts)}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.counts = countTests(modules, unhandled.length);
  }
}

export default ClosingLine;
