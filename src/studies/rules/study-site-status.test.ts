// The life cycle of a study-site: every step that is not in it is refused.
import { describe, expect, it } from 'vitest';
import { type StudySiteState, decideStudySiteStatus, isActive, nextStudySiteStates, studySiteStates } from './study-site-status.ts';

const MAIN: readonly StudySiteState[] = [
  'identified',
  'cda',
  'feasibility',
  'qualified',
  'selected',
  'start-up',
  'ready-to-activate',
  'active-recruiting',
  'active-not-recruiting',
  'follow-up',
  'closing',
  'closed',
  'archived',
];
const SIDE: Readonly<Record<string, string>> = {
  identified: 'declined withdrawn',
  cda: 'declined withdrawn',
  feasibility: 'declined withdrawn',
  qualified: 'declined withdrawn',
  selected: 'on-hold withdrawn',
  'start-up': 'on-hold terminated withdrawn',
  'ready-to-activate': 'on-hold start-up terminated withdrawn',
  'active-recruiting': 'on-hold terminated',
  'active-not-recruiting': 'active-recruiting on-hold terminated',
  'follow-up': 'on-hold terminated',
  'on-hold': 'terminated',
  terminated: 'closing',
};

describe('the life cycle of a study-site', () => {
  it('exactly these steps are allowed, of all 289 pairs', () => {
    for (const from of studySiteStates) {
      const ahead = MAIN[MAIN.indexOf(from) + 1];
      const allowed = new Set([...(MAIN.includes(from) && ahead ? [ahead] : []), ...(SIDE[from]?.split(' ') ?? [])]);
      for (const to of studySiteStates) expect([from, to, decideStudySiteStatus(from, null, to).ok]).toEqual([from, to, allowed.has(to)]);
    }
  });

  it('a site on hold returns only to where it was held, or ends', () => {
    expect(decideStudySiteStatus('follow-up', null, 'on-hold')).toEqual({ ok: true, value: { status: 'on-hold', heldFrom: 'follow-up' } });
    expect(nextStudySiteStates('on-hold', 'follow-up')).toEqual(['follow-up', 'terminated']);
    expect(decideStudySiteStatus('on-hold', 'follow-up', 'follow-up')).toEqual({
      ok: true,
      value: { status: 'follow-up', heldFrom: null },
    });
    expect(decideStudySiteStatus('on-hold', 'follow-up', 'active-recruiting')).toMatchObject({
      refusal: 'status-not-next',
      detail: { next: ['follow-up', 'terminated'] },
    });
  });

  it('visits take place from activation to the end of follow-up', () => {
    expect(studySiteStates.filter(isActive)).toEqual(['active-recruiting', 'active-not-recruiting', 'follow-up']);
  });
});
