// Sentences and images: what people read, and what counts as the same row.
import { describe, expect, it } from 'vitest';
import { describes } from './words.ts';
import { changedSince, continues } from './image.ts';
import { isAnchorDue } from './anchors.ts';
import { Temporal } from '#lib';
import { changesOf, codesOf, inZone, peopleIn, sentenceOf } from './sentence.ts';

describes('test.visit', {
  noun: 'visit',
  fields: { actual_date: 'date of visit' },
  actions: { 'visits.complete': 'completed' },
  proves: { 'visits.complete': 'actual_date' },
});
describes('test.step', {
  noun: 'status',
  name: 'to_status',
  actions: { 'visits.complete': 'moved' },
  codes: { enrolled: 'randomised' },
});
const told = {
  op: 'update',
  table: 'test.visit',
  actorName: 'Ana Ruiz',
  action: 'visits.complete',
  reason: null,
  source: 'program',
  before: { state: 'planned', actual_date: null, version: 1 },
  after: { id: 'x', name: 'Week 4', state: 'completed', actual_date: '2026-04-07', version: 2, done: true },
} as const;

describe('sentences', () => {
  it('[E6-03] say who did what to which record, old and new', () => {
    expect(sentenceOf(told)).toBe(
      'Ana Ruiz completed visit Week 4: date of visit from nothing to 2026-04-07; state from planned to completed.',
    );
    expect(sentenceOf({ ...told, action: 'visits.correct', reason: 'wrong date read' })).toMatch(
      /^Ana Ruiz changed visit Week 4: .*\. Reason: wrong date read$/,
    );
    expect(sentenceOf({ ...told, op: 'delete', action: 'sql', source: 'sql', before: told.after, after: null })).toBe(
      'Ana Ruiz removed visit Week 4 (outside the program).',
    );
  });

  it('an addition tells what was filled in, a removal what was there, and neither tells counters', () => {
    expect(changesOf({ ...told, op: 'insert', before: null })).toContainEqual({ column: 'done', field: 'done', from: null, to: 'yes' });
    expect(changesOf({ ...told, op: 'insert', before: null }).map((change) => change.field)).not.toContain('version');
    expect(changesOf({ ...told, op: 'delete', before: told.after, after: null })).toContainEqual({
      column: 'state',
      field: 'state',
      from: 'completed',
      to: null,
      codes: { from: 'completed', to: null },
    });
  });

  it('codes are told as words, in the name and in the values, and kept beside them for other languages', () => {
    const step = {
      ...told,
      table: 'test.step',
      op: 'insert',
      before: null,
      after: { to_status: 'in-screening', from_status: null },
    } as const;
    expect(sentenceOf(step)).toBe('Ana Ruiz moved status in screening.');
    expect(codesOf(step)).toEqual({ op: 'insert', verb: 'visits.complete', name: 'in screening', code: 'in-screening' });
    const later = { ...step, op: 'update', before: { to_status: 'in-screening' }, after: { to_status: 'enrolled' } } as const;
    expect(sentenceOf(later)).toBe('Ana Ruiz moved status randomised: to status from in screening to randomised.');
    expect(changesOf(later)).toEqual([
      { column: 'to_status', field: 'to status', from: 'in screening', to: 'randomised', codes: { from: 'in-screening', to: 'enrolled' } },
    ]);
  });

  it('a text of a person is no code, however it is written', () => {
    const event = { ...told, table: 'test.event', after: { name: 'follow-up', state: 'Ended by phone' } } as const;
    expect(codesOf(event)).toMatchObject({ name: 'follow-up', code: null });
    expect(changesOf({ ...event, op: 'insert', before: null })).toContainEqual({
      column: 'state',
      field: 'state',
      from: null,
      to: 'Ended by phone',
    });
  });

  it('[E6-03] what only followed from an action is changed, and whoever did something is told by name where it is known', () => {
    const moved = { ...told, before: { target: '2026-04-06' }, after: { name: 'Week 8', target: '2026-04-07' } };
    expect(sentenceOf(moved)).toBe('Ana Ruiz changed visit Week 8: target from 2026-04-06 to 2026-04-07.');
    const ana = '0192f0c1-2345-7abc-8def-0123456789ab';
    const by = { ...told, before: { completed_by: null }, after: { name: 'Week 4', completed_by: ana } };
    expect(changesOf(by, new Map([[ana, 'Ana Ruiz']]))).toEqual([
      { column: 'completed_by', field: 'completed by', from: null, to: 'Ana Ruiz' },
    ]);
    expect(changesOf(by)).toEqual([{ column: 'completed_by', field: 'completed by', from: null, to: ana }]);
    const owned = { ...told, before: { owner_id: null }, after: { name: 'Week 4', owner_id: ana, site_id: 'here' } };
    expect(peopleIn(owned)).toEqual([ana]);
    expect(changesOf(owned, new Map([[ana, 'Ana Ruiz']]))).toContainEqual({
      column: 'owner_id',
      field: 'owner',
      from: null,
      to: 'Ana Ruiz',
    });
  });

  it('a table that nobody described is told by its own name', () => {
    expect(sentenceOf({ ...told, table: 'supplies.temperature_reading', op: 'insert', before: null })).toBe(
      'Ana Ruiz added temperature reading Week 4.',
    );
  });

  it('local times carry offset and zone on both sides of a clock change', () => {
    expect(inZone(Temporal.Instant.from('2026-11-01T06:30:00Z'), 'America/Chicago')).toBe('2026-11-01T01:30:00-05:00[America/Chicago]');
    expect(inZone(Temporal.Instant.from('2026-11-01T07:30:00Z'), 'America/Chicago')).toBe('2026-11-01T01:30:00-06:00[America/Chicago]');
  });
});

describe('images', () => {
  it('a live row differs where it differs, and a new column only if somebody filled it', () => {
    expect(changedSince({ a: 1, gone: 2 }, { a: 1, beds: 4, note: null }, { beds: 4 })).toEqual([]);
    expect(changedSince({ a: 1 }, { a: 2, beds: 5 }, { beds: 4 })).toEqual(['a', 'beds']);
    expect(changedSince({ a: { x: [1, 2] } }, { a: { x: [2, 1] } }, {})).toEqual(['a']);
  });

  it('an entry continues what was known, or does not', () => {
    expect(continues(null, { op: 'insert', before: null, after: { a: 1 } })).toBe(true);
    expect(continues({ a: 1 }, { op: 'insert', before: null, after: { a: 1 } })).toBe(false);
    expect(continues({ a: 1, b: 1 }, { op: 'update', before: { a: 1 }, after: { a: 2, b: 1 } })).toBe(true);
    expect(continues({ a: 1, b: 1 }, { op: 'update', before: { a: 1 }, after: { a: 2, b: 2 } })).toBe(false);
    expect(continues(null, { op: 'update', before: { a: 1 }, after: { a: 2 } })).toBe(false);
    expect(continues({ a: 1 }, { op: 'delete', before: { a: 1 }, after: null })).toBe(true);
    expect(continues({ a: 1 }, { op: 'delete', before: { a: 2 }, after: null })).toBe(false);
  });
});

describe('the interval of anchors', () => {
  const at = Temporal.Instant.from('2026-04-13T14:00:00Z');
  it.each([
    [null, 5n, 1n, 0, true],
    [5n, 5n, 0n, 600, false],
    [5n, 6n, 1n, 14, false],
    [5n, 6n, 1n, 15, true],
    [5n, 6n, 999n, 0, false],
    [5n, 6n, 1_000n, 0, true],
  ])('last signed link %s, head %s, %s entries since, %s minutes later: due %s', (last, linkId, entriesSince, minutes, due) => {
    expect(isAnchorDue(last === null ? null : { at, linkId: last }, { linkId, entriesSince }, at.add({ minutes }))).toBe(due);
  });
});
