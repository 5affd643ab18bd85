// The budget counts what the entry cannot run without, and nothing that is loaded later.
import { expect, it } from 'vitest';
import { entryParts, type Part } from './check-budget.ts';

const part = (fileName: string, imports: readonly string[] = [], isEntry = false): Part => ({
  fileName,
  imports,
  isEntry,
  code: fileName.repeat(100),
});

it('follows imports, even in a ring, and leaves out pages that are loaded when opened', () => {
  const parts = [part('index', ['frame'], true), part('frame', ['react', 'index']), part('react'), part('LazyPage', ['react'])];
  const counted = entryParts(parts);
  expect(counted.map(({ fileName }) => fileName).toSorted()).toEqual(['frame', 'index', 'react']);
  expect(counted.every(({ bytes }) => bytes > 0)).toBe(true);
});

it('is not silent about a build without an entry', () => {
  expect(() => entryParts([part('LazyPage')])).toThrow('no entry');
});
