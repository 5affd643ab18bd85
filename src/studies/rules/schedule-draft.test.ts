// Drafts of a schedule: there and back without loss, steps that undo themselves, and what is said about faults.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule } from '../../../examples/nlx-301/story.ts';
import { protocols } from '../../../examples/protocols/index.ts';
import { type DraftEdit, editDraft } from './draft-edits.ts';
import { draftFindings } from './draft-findings.ts';
import { historyOf, stepHistory } from './draft-history.ts';
import { settledSchedule } from './planned-schedule.ts';
import { protocolSchedule } from './protocol-schedule.ts';
import { type ScheduleDraft, draftOf, scheduleOfDraft } from './schedule-draft.ts';

const nlx = draftOf(schedule);
const codes = (draft: ScheduleDraft) => draftFindings(draft).map((finding) => `${finding.level} ${finding.id}: ${finding.code}`);
const after = (draft: ScheduleDraft, ...edits: DraftEdit[]) => edits.reduce(editDraft, draft);
const visitOf = (draft: ScheduleDraft, id: string) => draft.visits.find((visit) => visit.id === id) ?? expect.fail(`no visit ${id}`);

describe('a draft and its schedule', () => {
  it.each(Object.keys(protocols))('[A01] %s opens in the editor and is written as it was', (name) => {
    const planned = protocolSchedule(protocols[name] ?? expect.fail(name), { firstDay: 0 }).schedule;
    const { schedule: written, unread } = scheduleOfDraft(draftOf(planned));
    expect(settledSchedule(written)).toEqual(settledSchedule(planned));
    expect(unread).toBe(0);
  });

  it('[A01] a visit renamed by its key takes those that count from it along', () => {
    const draft = after(nlx, { kind: 'set-visit', id: 'V2', fields: { key: 'RAND' } });
    expect(scheduleOfDraft(draft).schedule.visits[2]?.timing?.anchor).toEqual({ kind: 'visit', visitKey: 'RAND' });
    expect(codes(draft)).toEqual([]);
  });

  it('[BR-02a] a day typed with anchor and window fills all three cells', () => {
    const draft = after(nlx, { kind: 'type-when', id: 'V4', text: '4 weeks after Week 4 ±2 d' });
    expect(visitOf(draft, 'V4')).toMatchObject({ when: '+4 w', window: '±2', anchor: { kind: 'visit', id: 'V3' } });
    const call = after(nlx, { kind: 'type-when', id: 'FU', text: 'last dose +28 d' });
    expect(visitOf(call, 'FU')).toMatchObject({ when: '+28 d', window: '-0/+5', anchor: { kind: 'milestone', milestone: 'last-dose' } });
  });

  it('Day 1 becomes the reference where there is none, and a further Day 1 counts from it', () => {
    const empty = after(draftOf({ visits: [] }), { kind: 'add-visit', at: 0, id: 'a' }, { kind: 'type-when', id: 'a', text: 'Day 1' });
    expect(visitOf(empty, 'a')).toMatchObject({ key: 'V1', anchor: { kind: 'chosen' }, when: '' });
    const two = after(empty, { kind: 'add-visit', at: 1, id: 'b' }, { kind: 'type-when', id: 'b', text: 'day 1' });
    expect(visitOf(two, 'b')).toMatchObject({ key: 'V2', anchor: { kind: 'visit', id: 'a' }, when: 'D1' });
  });

  it('unreadable text stays where it was typed and keeps the draft from being saved', () => {
    const draft = after(nlx, { kind: 'type-when', id: 'V3', text: 'about Easter' });
    expect(visitOf(draft, 'V3').when).toBe('about Easter');
    expect(codes(draft)).toEqual(['unsaved V3: when-unknown']);
    expect(scheduleOfDraft(draft).unread).toBe(1);
  });
});

describe('steps and their undoing', () => {
  const id = fc.constantFrom(...nlx.visits.map((visit) => visit.id), 'n1', 'n2', 'gone');
  const key = fc.constantFrom(...nlx.activities.map((activity) => activity.key), 'gone');
  const by = fc.integer({ min: -3, max: 3 });
  const text = fc.oneof(fc.string(), fc.constantFrom('Day 8', 'V2 +3 d ±1', 'last dose +30 d', 'Week 2', ''));
  const edit: fc.Arbitrary<DraftEdit> = fc.oneof(
    fc.record({ kind: fc.constant('add-visit' as const), at: fc.nat(6), id: fc.constantFrom('n1', 'n2') }),
    fc.record({ kind: fc.constant('duplicate-visit' as const), id, newId: fc.constantFrom('n1', 'n2') }),
    fc.record({ kind: fc.constant('remove-visit' as const), id }),
    fc.record({ kind: fc.constant('move-visit' as const), id, by }),
    fc.record({ kind: fc.constant('type-when' as const), id, text }),
    fc.record({ kind: fc.constant('set-visit' as const), id, fields: fc.record({ name: text, key: text }) }),
    fc.record({ kind: fc.constant('mark' as const), id, activity: key, on: fc.boolean() }),
    fc.record({ kind: fc.constant('add-activity' as const), at: fc.nat(4), name: text, group: fc.constant(null) }),
    fc.record({ kind: fc.constant('duplicate-activity' as const), key }),
    fc.record({ kind: fc.constant('remove-activity' as const), key }),
    fc.record({ kind: fc.constant('move-activity' as const), key, by }),
    fc.record({ kind: fc.constant('add-part' as const), of: fc.constantFrom('epochs' as const, 'arms' as const), name: text }),
    fc.constant({ kind: 'add-block' as const }),
  );

  it('[A01] undoing every step leads back to the beginning, redoing to the end, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
        const end = edits.reduce(stepHistory, historyOf(nlx));
        const steps = end.past.length;
        let history = end;
        for (let count = 0; count < steps; count++) history = stepHistory(history, { kind: 'undo' });
        expect(history.present).toBe(nlx);
        expect(stepHistory(history, { kind: 'undo' })).toBe(history);
        for (let count = 0; count < steps; count++) history = stepHistory(history, { kind: 'redo' });
        expect(history.present).toBe(end.present);
      }),
    );
  });

  it('[A01] whatever is done, the faults can be told, and what can be saved opens again as it was', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const draft = edits.reduce(editDraft, nlx);
        if (draftFindings(draft).some((finding) => finding.level === 'unsaved')) return;
        const { schedule: written, unread } = scheduleOfDraft(draft);
        expect(unread).toBe(0);
        expect(settledSchedule(scheduleOfDraft(draftOf(written)).schedule)).toEqual(settledSchedule(written));
      }),
    );
  });

  it('a new step forgets what was taken back, and a step that changes nothing is none', () => {
    const moved = stepHistory(historyOf(nlx), { kind: 'move-visit', id: 'V1', by: 1 });
    const back = stepHistory(moved, { kind: 'undo' });
    expect(stepHistory(back, { kind: 'remove-visit', id: 'V1' }).future).toEqual([]);
    expect(stepHistory(back, { kind: 'move-visit', id: 'V1', by: -1 })).toBe(back);
  });
});

describe('what to look at', () => {
  it('[A01] NLX-301 as told has nothing to look at', () => {
    expect(codes(nlx)).toEqual([]);
  });

  it.each<[string, DraftEdit[], string[]]>([
    [
      'two visits of one key',
      [{ kind: 'set-visit', id: 'V3', fields: { key: 'V4' } }],
      ['unsaved V3: key-doubled', 'unsaved V4: key-doubled'],
    ],
    [
      'two visits of one name',
      [{ kind: 'set-visit', id: 'V3', fields: { name: 'week 8' } }],
      ['look V3: name-doubled', 'look V4: name-doubled'],
    ],
    ['a window in hours', [{ kind: 'set-visit', id: 'V3', fields: { window: '±2 h' } }], ['unsaved V3: window-hours']],
    [
      'windows that overlap',
      [{ kind: 'set-visit', id: 'V4', fields: { window: '±26' } }],
      ['look V4: windows-overlap', 'look V5: windows-overlap'],
    ],
    ['columns in the wrong order', [{ kind: 'move-visit', id: 'V5', by: -1 }], ['look V4: order-backwards']],
    ['a last dose nobody carries', [{ kind: 'set-visit', id: 'V5', fields: { carries: [] } }], []],
    ['a visit counted from one that is gone', [{ kind: 'remove-visit', id: 'V5' }], ['unreleased FU: anchor-gone']],
    [
      'a circle',
      [
        { kind: 'set-visit', id: 'V3', fields: { anchor: { kind: 'visit', id: 'V4' } } },
        { kind: 'set-visit', id: 'V4', fields: { anchor: { kind: 'visit', id: 'V3' } } },
      ],
      ['unreleased V3: anchor-circle', 'unreleased V4: anchor-circle'],
    ],
    [
      'an imported schedule without milestones',
      nlx.visits.map(({ id }) => ({ kind: 'set-visit', id, fields: { carries: [] } })),
      ['look : no-milestone'],
    ],
    [
      'a cycle without lead, length and visits',
      [{ kind: 'add-block' }],
      ['unsaved cycle: cycle-empty', 'unsaved cycle: cycle-leadless', 'unsaved cycle: cycle-lengthless'],
    ],
    [
      'a visit of one arm that others count from',
      [
        { kind: 'add-part', of: 'arms', name: 'High' },
        { kind: 'add-part', of: 'arms', name: 'Low' },
        { kind: 'set-visit', id: 'V3', fields: { arms: ['high'] } },
        { kind: 'set-visit', id: 'V4', fields: { anchor: { kind: 'visit', id: 'V3' }, when: '+28 d' } },
      ],
      ['look V4: anchor-other-arm'],
    ],
  ])('[A01] %s', (_name, edits, expected) => {
    expect(codes(after(nlx, ...edits))).toEqual(expected);
  });
});
