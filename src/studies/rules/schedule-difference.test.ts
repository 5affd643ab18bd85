// The difference of two schedule versions: nothing between equal ones, and each kind of change once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule } from '../../../examples/nlx-301/story.ts';
import { protocols } from '../../../examples/protocols/index.ts';
import { type DraftEdit, editDraft } from './draft-edits.ts';
import { protocolSchedule } from './protocol-schedule.ts';
import { draftOf, scheduleOfDraft } from './schedule-draft.ts';
import { scheduleDifference } from './schedule-difference.ts';

const after = (...edits: DraftEdit[]) => scheduleOfDraft(edits.reduce(editDraft, draftOf(schedule))).schedule;
const difference = (...edits: DraftEdit[]) => scheduleDifference(schedule, after(...edits));

describe('what differs between two versions', () => {
  it.each(Object.keys(protocols))('[A01] nothing between %s and itself', (name) => {
    const planned = protocolSchedule(protocols[name] ?? expect.fail(name), { firstDay: 0 }).schedule;
    expect(scheduleDifference(planned, scheduleOfDraft(draftOf(planned)).schedule)).toEqual([]);
  });

  it('[A01] a moved day, a wider window and another anchor, each with before and after', () => {
    const changes = difference({ kind: 'type-when', id: 'V4', text: 'V3 +28 d ±5' });
    expect(changes).toEqual([
      { kind: 'visit-changed', visit: 'V4', name: 'Week 8', aspect: 'day', before: 'D57', after: '+28 d' },
      { kind: 'visit-changed', visit: 'V4', name: 'Week 8', aspect: 'anchor', before: 'Randomisation', after: 'Week 4' },
      { kind: 'visit-changed', visit: 'V4', name: 'Week 8', aspect: 'window', before: '±3', after: '±5' },
    ]);
  });

  it('[A01] visits and activities that came, went and moved; their marks are told with them', () => {
    expect(
      difference(
        { kind: 'remove-visit', id: 'V1' },
        { kind: 'move-visit', id: 'FU', by: -3 },
        { kind: 'add-activity', at: 0, name: 'PK', group: 'Labs' },
        { kind: 'mark', id: 'V3', activity: 'pk', on: true },
        { kind: 'mark', id: 'V3', activity: 'ecg', on: true },
        { kind: 'remove-activity', key: 'imaging' },
      ).map((change) => [change.kind, change.name, 'activityName' in change ? change.activityName : '']),
    ).toEqual([
      ['visit-removed', 'Screening', ''],
      ['visit-changed', 'Follow-up call', ''],
      ['activity-removed', 'Tumour imaging', ''],
      ['activity-added', 'PK', ''],
      ['mark-added', 'Week 4', '12-lead ECG'],
    ]);
  });

  it('[A01] arms, cycles and how it counts', () => {
    const changes = difference(
      { kind: 'count-from', firstDay: 1 },
      { kind: 'add-part', of: 'arms', name: 'High' },
      { kind: 'add-block' },
      {
        kind: 'set-block',
        key: 'cycle',
        fields: { leadId: 'V3', visitIds: ['V3', 'V4'], length: '28', most: '6', stopsAt: 'progression' },
      },
    );
    expect(changes.map(({ kind, ...change }) => [kind, 'after' in change ? change.after : ''])).toEqual([
      ['counting-changed', '1'],
      ['part-changed', 'High'],
      ['cycle-changed', '28 d: Week 4, Week 8; Week 4; ≤ 6; progression'],
    ]);
  });

  it('[A01] the fewest visits are called moved, and what was added one way was removed the other', () => {
    const ids = schedule.visits.map((visit) => visit.key);
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 1 }), (order) => {
        const shuffled = { ...schedule, visits: order.flatMap((key) => schedule.visits.find((visit) => visit.key === key) ?? []) };
        const [there, back] = [scheduleDifference(schedule, shuffled), scheduleDifference(shuffled, schedule)];
        const of = (kind: string, changes: typeof there) => changes.filter((change) => change.kind === kind).length;
        expect(of('visit-removed', there)).toBe(of('visit-added', back));
        const moved = there.filter((change) => change.kind === 'visit-changed' && change.aspect === 'place').length;
        const kept = order.filter((key) => !there.some((change) => change.kind === 'visit-changed' && change.visit === key));
        expect(kept.map((key) => ids.indexOf(key))).toEqual(kept.map((key) => ids.indexOf(key)).sort((a, b) => a - b));
        expect(kept.length + moved).toBe(order.length);
      }),
    );
  });
});
