// A write that is repeated before it was answered carries the same key, so nothing happens twice.
import { describe, expect, it } from 'vitest';
import { createAttempts, isSettled } from './attempts.ts';

const counting = () => {
  let n = 0;
  return () => `key-${++n}`;
};

describe('the key of a write', () => {
  it('stays the same on retry and double click until the server has answered', () => {
    const attempts = createAttempts(counting());
    expect(attempts.keyFor('POST /a {}')).toBe('key-1');
    expect(attempts.keyFor('POST /a {}')).toBe('key-1');
    attempts.answered('POST /a {}');
    expect(attempts.keyFor('POST /a {}')).toBe('key-2');
  });
  it('differs for other content', () => {
    const attempts = createAttempts(counting());
    expect(attempts.keyFor('POST /a 1')).not.toBe(attempts.keyFor('POST /a 2'));
  });
  it('forgets the oldest unanswered write beyond its capacity', () => {
    const attempts = createAttempts(counting(), 2);
    attempts.keyFor('a');
    attempts.keyFor('b');
    attempts.keyFor('c');
    expect(attempts.keyFor('b')).toBe('key-2');
    expect(attempts.keyFor('a')).toBe('key-4');
  });
  it('is kept after an answer that settles nothing', () => {
    expect([200, 201, 400, 404, 409, 422].every(isSettled)).toBe(true);
    expect([408, 429, 500, 502, 503].some(isSettled)).toBe(false);
  });
});
