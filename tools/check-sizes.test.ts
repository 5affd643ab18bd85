// Each size limit stands, on both sides of its line.
import { describe, expect, it } from 'vitest';
import { checkSizes } from './check-sizes.ts';
import { withTree } from './scratch-tree.ts';

const PURPOSE = '// What this file is for, in one line.\n';
const small = `${PURPOSE}export const one = () => 1;\n`;

function rulesBroken(file: string, text: string): string[] {
  return withTree({ 'src/lib/one.ts': small, [file]: text }, (root) => checkSizes(root).violations.map((one) => one.rule));
}

const lines = (count: number) => PURPOSE + '\n'.repeat(count - 1);
const block = (head: string, count: number, tail = '}') => `${PURPOSE}${head}\n${'  void 0;\n'.repeat(count - 2)}${tail}\n`;

describe('files', () => {
  it('pass at 400 lines and fail at 401', () => {
    expect(rulesBroken('src/lib/two.ts', lines(400))).toEqual([]);
    expect(rulesBroken('src/lib/two.ts', lines(401))).toEqual(['long-file']);
  });
  it('that are tests or SQL pass at 600 lines and fail at 601', () => {
    expect(rulesBroken('src/lib/two.test.ts', lines(600))).toEqual([]);
    expect(rulesBroken('src/lib/two.test.ts', lines(601))).toEqual(['long-file']);
    expect(rulesBroken('migrations/1.sql', '\n'.repeat(600))).toEqual([]);
    expect(rulesBroken('migrations/1.sql', '\n'.repeat(601))).toEqual(['long-file']);
  });
  it('are noted past 250 lines without failing', () => {
    const seen = withTree({ 'src/lib/one.ts': small, 'src/lib/two.ts': lines(251) }, checkSizes);
    expect(seen.violations).toEqual([]);
    expect(seen.warnings).toHaveLength(1);
  });
  it('begin with their purpose, after a shebang if there is one', () => {
    expect(rulesBroken('src/lib/two.ts', 'export const a = 1;\n')).toEqual(['first-line']);
    expect(rulesBroken('src/lib/two.ts', '//\nexport const a = 1;\n')).toEqual(['first-line']);
    expect(rulesBroken('src/lib/two.ts', `#!/usr/bin/env node\n${PURPOSE}`)).toEqual([]);
    expect(rulesBroken('tests/support/two.ts', 'export const a = 1;\n')).toEqual([]);
  });
});

describe('functions', () => {
  it('pass at 49 lines and fail at 50', () => {
    expect(rulesBroken('src/lib/two.ts', block('function two() {', 49))).toEqual([]);
    expect(rulesBroken('src/lib/two.ts', block('function two() {', 50))).toEqual(['long-function']);
    expect(rulesBroken('src/lib/two.ts', block('const two = () => {', 50, '};'))).toEqual(['long-function']);
  });
  it('that are components pass at 119 lines and fail at 120', () => {
    expect(rulesBroken('src/ui/Two.tsx', block('function Two() {', 119))).toEqual([]);
    expect(rulesBroken('src/ui/Two.tsx', block('function Two() {', 120))).toEqual(['long-function']);
    expect(rulesBroken('src/ui/Two.tsx', block('function two() {', 119))).toEqual(['long-function']);
  });
  it('that are describe callbacks are free', () => {
    expect(rulesBroken('src/lib/two.test.ts', block(`describe('two', () => {`, 200, '});'))).toEqual([]);
    expect(rulesBroken('src/lib/two.test.ts', block(`it('two', () => {`, 200, '});'))).toEqual(['long-function']);
  });
});

it('a checker that read no function fails', () => {
  expect(withTree({ 'docs/a.md': '' }, (root) => checkSizes(root).violations.map((one) => one.rule))).toEqual(['checked-nothing']);
});
