// The life cycle of a subject: enforced sequence, guards, milestones, numbers and the funnel.
import { describe, expect, it } from 'vitest';
import { civilDate } from '#lib';
import {
  type SubjectState,
  type SubjectStep,
  type SubjectTransitionCommand,
  decideSubjectTransition,
  fhirSubjectState,
  funnelBySite,
  isFinal,
  nextSubjectNumber,
  parseSubjectNumber,
  subjectStates,
} from './rules.ts';

const today = civilDate('2026-12-31');
const step = (to: SubjectState, on = '2026-03-01', more: Partial<SubjectStep> = {}): SubjectStep => ({
  to,
  on: civilDate(on),
  reason: null,
  withdrawnFrom: [],
  lastDoseOn: null,
  source: 'site',
  ...more,
});
function refusal(history: readonly SubjectStep[], to: SubjectState, on: string, more: Partial<SubjectTransitionCommand> = {}): string {
  const decided = decideSubjectTransition(history, { to, on: civilDate(on), ...more }, { today });
  return decided.ok ? 'accepted' : decided.refusal;
}
function course(...commands: [SubjectState, string, Partial<SubjectTransitionCommand>?][]) {
  let history: readonly SubjectStep[] = [];
  for (const [to, on, more] of commands) {
    const decided = decideSubjectTransition(history, { to, on: civilDate(on), reason: 'as recorded', ...more }, { today });
    if (!decided.ok) throw new Error(`${decided.refusal}: ${to}`);
    history = decided.value.history;
  }
  return history;
}

// Written by hand from the life cycle of the design; leaving is possible from every state that is not final.
const forward: Readonly<Record<string, string>> = {
  consented: 'in-screening issued-in-error',
  'in-screening': 'eligible screen-failure',
  eligible: 'enrolled screen-failure',
  enrolled: 'on-treatment follow-up',
  'on-treatment': 'treatment-discontinued follow-up completed',
  'treatment-discontinued': 'follow-up completed',
  'follow-up': 'completed',
};
const mayFollow = (from: SubjectState) => (forward[from] ? `${forward[from]} withdrawn lost-to-follow-up died` : '').split(' ');

describe('subject life cycle', () => {
  for (const from of subjectStates)
    for (const to of subjectStates) {
      const isLegal = mayFollow(from).includes(to);
      it(`[P11-06] a subject ${from} ${isLegal ? 'may become' : 'never becomes'} ${to}`, () => {
        const answer = refusal([step(from)], to, '2026-03-02', { reason: 'stated', withdrawnFrom: ['procedures'] });
        expect(answer).toBe(isLegal ? 'accepted' : 'transition-not-allowed');
        expect(isFinal(from)).toBe(mayFollow(from).join('') === '');
        const imported = refusal([step(from)], to, '2026-03-02', { source: 'imported' });
        expect(imported).toBe(isLegal ? 'accepted' : 'transition-not-allowed');
      });
    }

  it('[P11-06] a subject begins with consent and nothing else', () => {
    const first = subjectStates.filter(
      (state) => refusal([], state, '2026-03-01', { reason: 'x', withdrawnFrom: ['contact'] }) === 'accepted',
    );
    expect(first).toEqual(['consented']);
  });

  it('steps are neither in the future nor before the step they follow', () => {
    expect(refusal([step('consented')], 'in-screening', '2027-01-01')).toBe('future-date');
    expect(refusal([step('consented')], 'in-screening', '2026-02-28')).toBe('before-previous-step');
    expect(refusal([step('consented')], 'in-screening', '2026-03-01')).toBe('accepted');
  });

  it('failing, leaving and discontinuing need a reason, which only an import may lack', () => {
    expect(refusal([step('in-screening')], 'screen-failure', '2026-03-02', { reason: ' ' })).toBe('reason-missing');
    expect(refusal([step('on-treatment')], 'treatment-discontinued', '2026-03-02')).toBe('reason-missing');
    expect(refusal([step('in-screening')], 'screen-failure', '2026-03-02', { source: 'imported' })).toBe('accepted');
    expect(refusal([step('in-screening')], 'screen-failure', '2027-03-02', { source: 'imported' })).toBe('future-date');
    expect(refusal([step('in-screening')], 'screen-failure', '2026-02-02', { source: 'imported' })).toBe('before-previous-step');
  });

  it('[C05] a withdrawal says from what; leaving only treatment is a discontinuation', () => {
    const withdraw = (withdrawnFrom: SubjectTransitionCommand['withdrawnFrom']) =>
      refusal([step('on-treatment')], 'withdrawn', '2026-03-02', { reason: 'wish', withdrawnFrom });
    expect([withdraw([]), withdraw(['treatment']), withdraw(['treatment', 'contact'])]).toEqual([
      'withdrawal-scope-missing',
      'treatment-only-is-discontinuation',
      'accepted',
    ]);
  });

  it('milestones follow from the steps, and the last dose lies between first dose and the step that ends treatment', () => {
    const treated = course(
      ['consented', '2026-02-24'],
      ['in-screening', '2026-02-24'],
      ['eligible', '2026-03-09'],
      ['enrolled', '2026-03-10'],
      ['on-treatment', '2026-03-10'],
    );
    const end = (lastDoseOn: string) => refusal(treated, 'follow-up', '2026-06-03', { lastDoseOn: civilDate(lastDoseOn) });
    expect([end('2026-03-09'), end('2026-06-04'), end('2026-06-02')]).toEqual([
      'last-dose-out-of-order',
      'last-dose-out-of-order',
      'accepted',
    ]);
    const decided = decideSubjectTransition(
      treated,
      { to: 'follow-up', on: civilDate('2026-06-03'), lastDoseOn: civilDate('2026-06-02') },
      { today },
    );
    const dates = decided.ok ? Object.entries(decided.value.milestones).map(([name, date]) => `${name} ${String(date)}`) : [];
    expect(dates).toEqual(['consented 2026-02-24', 'randomised 2026-03-10', 'first-dose 2026-03-10', 'last-dose 2026-06-02']);
  });
});

describe('subject numbers', () => {
  it('are issued one after the other at a study-site and never used twice', () => {
    expect(nextSubjectNumber('101', [])).toBe('101-001');
    expect(nextSubjectNumber('101', ['101-001', '101-006', '102-040'])).toBe('101-007');
    expect(nextSubjectNumber('101', ['101-999'])).toBe('101-1000');
    expect(parseSubjectNumber('101-007')).toEqual({ siteNumber: '101', sequence: 7 });
    expect([parseSubjectNumber('101-000'), parseSubjectNumber('101/007')]).toEqual([null, null]);
    expect(() => nextSubjectNumber('10-1', [])).toThrow(/study-site number/);
  });
});

describe('funnel and exchange', () => {
  it('[KPI-11] counts each treated subject once: completed, discontinued or ongoing', () => {
    const start: [SubjectState, string][] = [
      ['consented', '2026-02-01'],
      ['in-screening', '2026-02-01'],
      ['eligible', '2026-02-05'],
      ['enrolled', '2026-02-06'],
      ['on-treatment', '2026-02-06'],
    ];
    const subjects = [
      course(...start, ['completed', '2026-06-01']),
      course(...start, ['treatment-discontinued', '2026-04-01'], ['follow-up', '2026-04-02'], ['completed', '2026-06-01']),
      course(...start, ['withdrawn', '2026-03-01', { withdrawnFrom: ['procedures'] }]),
      course(...start),
      course(['consented', '2026-02-01'], ['in-screening', '2026-02-01'], ['screen-failure', '2026-02-03']),
      course(['consented', '2026-02-01'], ['issued-in-error', '2026-02-01']),
    ];
    const funnel = funnelBySite(subjects.map((history) => ({ site: '101', history }))).get('101');
    expect(funnel).toEqual({ screened: 5, screenFailure: 1, randomised: 4, treated: 4, completed: 1, discontinued: 2, ongoing: 1 });
  });

  it('every state has its FHIR R5 word', () => {
    expect(subjectStates.map(fhirSubjectState)).toEqual([
      'screening',
      'screening',
      'ineligible',
      'eligible',
      'pending-on-study',
      'on-study-intervention',
      'on-study-observation',
      'follow-up',
      'off-study',
      'withdrawn',
      'off-study',
      'off-study',
      'not-registered',
    ]);
  });
});
