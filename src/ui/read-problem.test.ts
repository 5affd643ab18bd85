// A failure tells what happened, with the request id, whatever shape it was thrown in.
import { describe, expect, it } from 'vitest';
import { currentOf, faultAt, readProblem } from './read-problem.ts';

describe('a refused request', () => {
  const refused = Object.assign(new Error('The window has closed'), {
    status: 422,
    code: 'WINDOW_CLOSED',
    data: { endedOn: '2026-04-10' },
    cause: {
      title: 'The window has closed',
      detail: 'It ended on 10 Apr 2026.',
      requestId: 'r-1',
      faults: [{ path: ['body', 'on'], message: 'is too late' }],
    },
  });

  it('keeps title, detail, code, request id and the named faults', () => {
    expect(readProblem(refused)).toEqual({
      kind: 'refused',
      title: 'The window has closed',
      detail: 'It ended on 10 Apr 2026.',
      code: 'WINDOW_CLOSED',
      facts: { endedOn: '2026-04-10' },
      requestId: 'r-1',
      faults: [{ path: 'body.on', message: 'is too late' }],
    });
  });
  it('puts a fault beside its field, with or without the part of the request', () => {
    const problem = readProblem(refused);
    expect(faultAt(problem, 'on')).toBe('is too late');
    expect(faultAt(problem, 'body.on')).toBe('is too late');
    expect(faultAt(problem, 'reason')).toBeUndefined();
  });
});

describe('the kind of a failure', () => {
  it.each([
    [401, 'signedOut'],
    [403, 'denied'],
    [404, 'missing'],
    [409, 'changed'],
    [412, 'changed'],
    [429, 'busy'],
    [400, 'refused'],
    [500, 'broken'],
    [503, 'broken'],
  ])('follows from status %i: %s', (status, kind) => {
    expect(readProblem({ status, message: 'x' }).kind).toBe(kind);
  });
  it('is offline when no answer came', () => {
    expect(readProblem(new TypeError('Failed to fetch')).kind).toBe('offline');
  });
  it('is broken for anything else, without showing its inner message', () => {
    expect(readProblem(new RangeError('secret'))).toMatchObject({ kind: 'broken', title: undefined });
    expect(readProblem({ status: 500, message: 'secret' }).title).toBeUndefined();
    expect(readProblem(undefined).kind).toBe('broken');
  });

  it('tells what stands now where somebody else was quicker, and nothing for other failures', () => {
    const current = { version: 4 };
    expect(currentOf({ status: 412, code: 'version-conflict', data: { current } })).toBe(current);
    expect(currentOf({ status: 412, code: 'version-conflict', data: { current: null } })).toBeUndefined();
    expect(currentOf({ status: 412, code: 'version-conflict' })).toBeUndefined();
    expect(currentOf({ status: 422, code: 'future-date', data: { current } })).toBeUndefined();
    expect(currentOf(null)).toBeUndefined();
  });

  it('tells the sentence of a refusal, unless its faults are listed', () => {
    const refused = { status: 422, code: 'not-json', data: { message: 'The file is not UTF-8 text.', path: '$' } };
    expect(readProblem(refused).detail).toBe('The file is not UTF-8 text.');
    const listed = { status: 422, data: { message: 'Row 3 is short.', faults: [{ message: 'Row 3 is short.' }] } };
    expect(readProblem(listed)).toMatchObject({ detail: undefined, faults: [{ path: '', message: 'Row 3 is short.' }] });
  });
});
