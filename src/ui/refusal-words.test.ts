// A refused command is explained in the room's words, with its dates written out; what the words do not know stays as it came.
import { describe, expect, it } from 'vitest';
import { readProblem } from './read-problem.ts';
import { refusalInWords } from './refusal-words.ts';

const say = (key: string, values: Readonly<Record<string, unknown>> = {}) =>
  key === 'refusal.future-date' ? `future, today is ${String(values['today'])}` : key;
const refused = { status: 422, code: 'future-date', data: { today: '2026-04-13' }, cause: { title: 'Future date', requestId: 'r-1' } };

describe('a refusal in words', () => {
  it('says the known code with its facts and keeps the request id', () => {
    expect(readProblem(refusalInWords(refused, say, 'en'))).toMatchObject({
      kind: 'refused',
      title: 'future, today is 13 Apr 2026',
      code: 'future-date',
      requestId: 'r-1',
    });
  });
  it('leaves an unknown code, an offline failure and no failure as they are', () => {
    const unknown = { ...refused, code: 'never-heard-of' };
    const offline = new TypeError('Failed to fetch');
    expect([refusalInWords(unknown, say, 'en'), refusalInWords(offline, say, 'en'), refusalInWords(null, say, 'en')]).toEqual([
      unknown,
      offline,
      null,
    ]);
  });
});
