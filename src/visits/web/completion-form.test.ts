// The form of a visit asks for what the rules ask for, before anything is sent.
import { describe, expect, it } from 'vitest';
import { allDone, blankCompletion, completionBody, completionFaults, notDoneKeys, typedOutBy } from './completion-form.ts';

const activity = (key: string) => ({ key, name: key, group: null, done: null, notDoneReason: null });
const visit = {
  today: '2026-04-13',
  bookedFor: null,
  earliest: '2026-04-04',
  latest: '2026-04-10',
  consentedOn: '2026-03-01',
  modality: null,
  modalities: ['on-site' as const, 'phone' as const],
  activities: [activity('ecg'), activity('pk')],
};
const blank = blankCompletion(visit);
const decided = { ...allDone(blank), reasonCode: 'participant-travel' as const };

describe('recording a visit', () => {
  it('opens with today, or with the booked day once it has come', () => {
    expect([
      blank.actualDate,
      blankCompletion({ ...visit, bookedFor: '2026-04-09' }).actualDate,
      blankCompletion({ ...visit, bookedFor: '2026-04-20' }).actualDate,
    ]).toEqual(['2026-04-13', '2026-04-09', '2026-04-13']);
  });
  it('[BR-02] asks why outside the window, and only there', () => {
    expect(typedOutBy(blank, visit)).toBe(3);
    expect(completionFaults({ ...decided, reasonCode: '' }, visit)).toEqual({ reasonCode: 'needReason' });
    expect(completionFaults({ ...decided, reasonCode: 'other' }, visit)).toEqual({ reason: 'needWords' });
    expect(completionFaults({ ...decided, actualDate: '2026-04-10', reasonCode: '' }, visit)).toEqual({});
    expect(completionBody({ ...decided, actualDate: '2026-04-10' }, visit)).not.toHaveProperty('reasonCode');
    expect(completionBody(decided, visit)).toMatchObject({ reasonCode: 'participant-travel', actualDate: '2026-04-13' });
  });
  it('refuses dates in the future, before consent, and no date', () => {
    const fault = (actualDate: string) => completionFaults({ ...decided, actualDate }, visit)['actualDate'];
    expect([fault('2026-04-14'), fault('2026-02-28'), fault(''), fault('2026-03-01')]).toEqual([
      'future',
      'beforeConsent',
      'needDate',
      undefined,
    ]);
  });
  it('[BR-13] wants every activity decided, a reason for what was not done, and something done', () => {
    expect(completionFaults({ ...blank, reasonCode: 'other', reason: 'x' }, visit)).toEqual({
      'activity ecg': 'needDecision',
      'activity pk': 'needDecision',
    });
    const partly = { ...decided, activities: { ...decided.activities, pk: { done: false, why: ' ' } } };
    expect(completionFaults(partly, visit)).toEqual({ 'activity pk': 'needWhy' });
    const explained = { ...partly, activities: { ...partly.activities, pk: { done: false, why: ' equipment ' } } };
    expect(completionBody(explained, visit)?.activities).toEqual([
      { key: 'ecg', done: true },
      { key: 'pk', done: false, notDoneReason: 'equipment' },
    ]);
    expect(notDoneKeys(explained)).toEqual(['pk']);
    const none = { ...decided, activities: { ecg: { done: false, why: 'a' }, pk: { done: false, why: 'b' } } };
    expect(completionFaults(none, visit)).toEqual({ activities: 'nothingDone' });
  });
});
