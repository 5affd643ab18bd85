// The headline of an entry: the sentence without the changes and the reason that stand beside it.
import { describe, expect, it } from 'vitest';
import { changesOf, sentenceOf } from '../rules.ts';
import { changeKind, headlineOf } from './headline.ts';

const told = {
  op: 'update' as const,
  table: 'test.thing',
  actorName: 'Ana Ruiz',
  action: 'test.change',
  reason: 'Wrong day: see source',
  source: 'program' as const,
  before: { name: 'Week 4', state: 'planned', on: null },
  after: { name: 'Week 4', state: 'completed', on: '2026-04-13' },
};
const shown = (of: Parameters<typeof sentenceOf>[0]) => ({ sentence: sentenceOf(of), changes: changesOf(of), reason: of.reason });

describe('headline of a history entry', () => {
  it('says who did what, and leaves values and reason to their places', () => {
    expect(headlineOf(shown(told))).toBe('Ana Ruiz changed thing Week 4.');
    expect(headlineOf(shown({ ...told, source: 'sql', reason: null }))).toBe('Ana Ruiz changed thing Week 4 (outside the program).');
  });

  it('keeps an addition and a sentence it does not know as they are', () => {
    expect(headlineOf(shown({ ...told, op: 'insert', before: null, reason: null }))).toBe('Ana Ruiz added thing Week 4.');
    expect(headlineOf({ sentence: 'Something else.', changes: [{ field: 'a', from: null, to: 'b' }], reason: 'why' })).toBe(
      'Something else.',
    );
  });

  it('tells filled in, changed and removed apart', () => {
    expect(changeKind({ changes: [{ field: 'a', from: null, to: '1' }] })).toBe('filled');
    expect(
      changeKind({
        changes: [
          { field: 'a', from: '1', to: '2' },
          { field: 'b', from: null, to: '2' },
        ],
      }),
    ).toBe('changed');
    expect(changeKind({ changes: [{ field: 'a', from: '1', to: null }] })).toBe('removed');
  });
});
