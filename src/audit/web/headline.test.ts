// The headline of an entry: the sentence without the changes and the reason that stand beside it.
import { describe, expect, it } from 'vitest';
import { changesOf, sentenceOf } from '../rules.ts';
import { changeKind, headlineOf } from './headline.ts';
import { fieldIn, headlineIn, valueIn } from './told-words.ts';

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
    expect(headlineOf({ sentence: 'Something else.', changes: [{ column: 'a', field: 'a', from: null, to: 'b' }], reason: 'why' })).toBe(
      'Something else.',
    );
  });

  it('tells filled in, changed and removed apart', () => {
    expect(changeKind({ changes: [{ column: 'a', field: 'a', from: null, to: '1' }] })).toBe('filled');
    expect(
      changeKind({
        changes: [
          { column: 'a', field: 'a', from: '1', to: '2' },
          { column: 'b', field: 'b', from: null, to: '2' },
        ],
      }),
    ).toBe('changed');
    expect(changeKind({ changes: [{ column: 'a', field: 'a', from: '1', to: null }] })).toBe('removed');
  });
});

describe('an entry in another language', () => {
  const words: Readonly<Record<string, string>> = {
    'noun.test/thing': 'la cosa',
    'op.update': 'cambió',
    'verb.test/do': 'hizo',
    'verb.test/do test/thing': 'rehízo',
    'field.state': 'estado',
    'value.yes': 'sí',
    'value.in-screening': 'en cribado',
  };
  const say = (key: string, values: Readonly<Record<string, unknown>> = {}) =>
    key === 'sentence' ? ['actor', 'verb', 'noun', 'name'].map((name) => String(values[name])).join(' ') : (words[key] ?? key);
  const entry = (verb: string | null, table = 'test.thing', name = { name: 'Week 4', code: null as string | null }) =>
    ({
      ...shown(told),
      actorName: 'Ana Ruiz',
      outsideProgram: false,
      record: { id: '', table, noun: 'thing' },
      told: { op: 'update', verb, ...name },
    }) as unknown as Parameters<typeof headlineIn>[0];

  it('is made from codes, the verb of the table before the verb of the action', () => {
    expect(headlineIn(entry(null), 'es', say)).toBe('Ana Ruiz cambió la cosa Week 4.');
    expect(headlineIn(entry('test.do'), 'es', say)).toBe('Ana Ruiz rehízo la cosa Week 4.');
    expect(headlineIn(entry(null), 'en', say)).toBe('Ana Ruiz changed thing Week 4.');
  });

  it('says a code in its own words, and leaves what a person wrote', () => {
    expect(headlineIn(entry(null, 'test.thing', { name: 'in screening', code: 'in-screening' }), 'es', say)).toBe(
      'Ana Ruiz cambió la cosa en cribado.',
    );
    expect(headlineIn(entry(null, 'test.thing', { name: 'in-screening', code: null }), 'es', say)).toBe(
      'Ana Ruiz cambió la cosa in-screening.',
    );
    expect([
      valueIn('in screening', 'es', say, 'in-screening'),
      valueIn('in-screening', 'es', say),
      valueIn('unheard', 'es', say, 'unheard'),
    ]).toEqual(['en cribado', 'in-screening', 'unheard']);
  });

  it('stays whole in English where a word is not known', () => {
    expect(headlineIn(entry('test.unheard'), 'es', say)).toBe('Ana Ruiz changed thing Week 4.');
    expect(headlineIn(entry(null, 'test.unknown'), 'es', say)).toBe('Ana Ruiz changed thing Week 4.');
    expect([
      fieldIn({ column: 'state', field: 'state', from: null, to: null }, 'es', say),
      valueIn('yes', 'es', say),
      valueIn('yes', 'en', say),
    ]).toEqual(['estado', 'sí', 'yes']);
  });
});
