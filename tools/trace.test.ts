// The matrix of requirements and tests counts what runs, and only that.
import { expect, it } from 'vitest';
import { withTree } from './scratch-tree.ts';
import { strictFaults, trace } from './trace.ts';

const REQUIREMENTS = `# Visits\n\n- [BR-02] A window is inclusive.\n| BR-02a | Offsets |\n**P11-06** Signatures bind.\nText that mentions [BR-99] inside.\n`;
const strict = (test: string, requirements = REQUIREMENTS) =>
  withTree({ 'docs/requirements/visits.md': requirements, 'src/visits/rules.test.ts': test }, (root) =>
    strictFaults(trace(root)).map((one) => `${one.rule} ${one.advice.split(' ')[0]}`),
  );

const all = `it('[BR-02, BR-02a] inside', f); test.prop([x])('[P11-06] signed', f); it.each([1])('[P11-06] each %s', f);`;

it('every requirement with a running test is in order', () => {
  expect(strict(all.replace('test.prop([x])', 'it.skipIf(true)'))).toEqual([]);
  expect(strict(all)).toEqual([]);
});

it('a requirement without a test is refused, and a skipped or planned test is none', () => {
  expect(strict(`it('[BR-02] [P11-06] x', f); it.skip('[BR-02a] later', f); it.todo('[BR-02a] later');`)).toEqual(['untested BR-02a']);
});

it('a chapter lends its ids to the tests in it', () => {
  expect(strict(`describe('[BR-02a] offsets', () => { it('[BR-02] [P11-06] x', f); });`)).toEqual([]);
  expect(strict(`describe('[BR-02a] offsets', () => {}); it('[BR-02] [P11-06] x', f);`)).toEqual(['untested BR-02a']);
});

it('an id that no requirement has, and one defined twice, are refused', () => {
  expect(strict(`${all} it('[BR-77] x', f);`)).toEqual(['unknown-id BR-77']);
  expect(strict(all, `${REQUIREMENTS}- [BR-02] again\n`)).toEqual(['twice BR-02']);
});

it('a goal without a dash is a requirement like any other', () => {
  expect(strict(`${all} it('[G9] [G21] x', f);`, `${REQUIREMENTS}- [G9] Seen.\n- [G10] Sound.\n`)).toEqual([
    'untested G10',
    'unknown-id G21',
  ]);
});

it('an empty matrix is refused', () => {
  expect(strict('', '# Nothing\n')).toEqual(['checked-nothing no']);
});
