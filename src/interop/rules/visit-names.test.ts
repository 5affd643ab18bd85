// Visit names: what is the same name, what contradicts, what was never planned.
import { describe, expect, it } from 'vitest';
import { contradicts, normalVisitName, unplannedKind, visitNameParts } from './visit-names.ts';

describe('names of visits', () => {
  it.each([
    ['WEEK 2', 'Week 2', 'WEEK 2'],
    ['wk-02 visit', 'W2', 'WEEK 2'],
    ['C1D1', 'Cycle 1, Day 1', 'CYCLE 1 DAY 1'],
    ['Day-7', 'DAY \u22127', 'DAY -7'],
    ['Visit-3', 'V3', 'VISIT 3'],
    ['SCREEN1', 'Screening 1', 'SCREENING 1'],
    ['EOT', 'End of treatment', 'END OF TREATMENT'],
    ['Randomisation', 'RANDOMIZATION', 'RANDOMIZATION'],
    ['Woche  2', 'WOCHE_2', 'WOCHE 2'],
  ])('[MATCH-01] %s and %s are one name', (a, b, normal) => {
    expect([normalVisitName(a), normalVisitName(b)]).toEqual([normal, normal]);
  });

  it('[MATCH-01] day -7 is not day 7, visit 3.5 not visit 35', () => {
    expect(normalVisitName('Day -7')).not.toBe(normalVisitName('Day 7'));
    expect(normalVisitName('Visit 3.5')).not.toBe(normalVisitName('Visit 35'));
  });

  it('[MATCH-02] a compound name has parts', () => {
    expect(visitNameParts('WEEK 2 (V4)')).toEqual(['WEEK 2', 'VISIT 4']);
    expect(visitNameParts('Visit 4 - Week 2')).toEqual(['VISIT 4', 'WEEK 2']);
  });

  it('[MATCH-02] another number of the same unit contradicts, so does a phase in one name alone', () => {
    expect(contradicts('Cycle 2, Day 8', 'Cycle 2, Day 1')).toBe(true);
    expect(contradicts('Follow-up (Week 2)', 'Week 2')).toBe(true);
    expect(contradicts('WEEK 2 (V4)', 'Week 2')).toBe(false);
    expect(contradicts('Day 14', 'Day 15', ['DAY'])).toBe(false);
  });

  it.each([
    ['UNSCHEDULED 3.1', 'unscheduled'],
    ['WEEK 10 (T)', 'telephone'],
    ['Week 10 phone call', 'telephone'],
    ['AMBUL ECG PLACEMENT', 'ambulatory-ecg'],
    ['RETRIEVAL', 'retrieval'],
    ['AE FOLLOW-UP', 'adverse-event-follow-up'],
    ['ET', 'early-termination'],
    ['WEEK 10', null],
    ['Target visit', null],
  ])('[MATCH-03] %s is outside the schedule as %s', (name, kind) => {
    expect(unplannedKind(name)).toBe(kind);
  });

  it('[MATCH-03] a contact by telephone is one whatever its name', () => {
    expect(unplannedKind('WEEK 10', 'TELEPHONE CALL')).toBe('telephone');
  });
});
