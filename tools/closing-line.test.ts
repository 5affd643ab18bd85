// The closing line counts tests, and never hides a file that could not be loaded.
import { expect, it } from 'vitest';
import { closingLine, countTests } from './closing-line.ts';

type Modules = Parameters<typeof countTests>[0];

const module = (states: readonly string[], errors = 0) => ({
  children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
  errors: () => Array.from({ length: errors }),
});
const count = (modules: readonly unknown[], unhandled = 0) => closingLine(countTests(modules as Modules, unhandled));

it('counts what passed, failed and was skipped', () => {
  expect(count([module(['passed', 'skipped']), module(['passed', 'failed', 'passed'])])).toBe('3 passed, 1 failed, 1 skipped');
});

it('a file that could not be loaded, and an error outside every test, are failures', () => {
  expect(count([module([], 1)])).toBe('0 passed, 1 failed, 0 skipped');
  expect(count([module(['passed'])], 1)).toBe('1 passed, 1 failed, 0 skipped');
});
