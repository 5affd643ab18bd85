// When the page asks for what is new.
import { describe, expect, it } from 'vitest';
import { goneAfterMs, nextQuestionIn } from './polling.ts';

describe('asking for what is new', () => {
  it('is every half minute, and less often while nothing answers, up to eight minutes', () => {
    expect([0, 1, 2, 10].map((failures) => nextQuestionIn(failures, true))).toEqual([30_000, 60_000, 120_000, 480_000]);
  });
  it('[HIP-01] ends when nobody is there, well before the fifteen minutes after which a session closes', () => {
    expect(nextQuestionIn(0, false)).toBe(false);
    expect(goneAfterMs).toBeLessThanOrEqual(5 * 60_000);
  });
});
