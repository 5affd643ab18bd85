// What signatures and returns say of a record as it is now.
import { describe, expect, it } from 'vitest';
import { byUrgency, covers, standingOf } from '../rules.ts';

const first = { version: 3, sha256: 'aa' };

describe('where a record stands', () => {
  it('[SIG-07] a signature covers the version and content that were signed, and no other', () => {
    expect(covers(first, first)).toBe(true);
    expect(covers(first, { version: 4, sha256: 'aa' })).toBe(false);
    expect(covers(first, { version: 3, sha256: 'bb' })).toBe(false);
  });

  it.each([
    ['waiting', [], []],
    ['signed', [first], []],
    ['changed-since', [{ version: 2, sha256: '99' }], []],
    ['returned', [], [3]],
    ['waiting', [], [2]],
    ['returned', [{ version: 2, sha256: '99' }], [3]],
    ['signed', [first], [3]],
  ] as const)('it is %s', (standing, signed, returned) => {
    expect(standingOf(first, signed, returned)).toBe(standing);
  });

  it('a queue puts deadlines first, then what has waited longest', () => {
    const at = (dueAt: string | null, since: string) => ({ dueAt, since });
    const [soon, later, old, young] = [at('2026-04-14', '5'), at('2026-04-15', '1'), at(null, '1'), at(null, '2')];
    expect([young, later, old, soon].sort(byUrgency)).toEqual([soon, later, old, young]);
  });
});
