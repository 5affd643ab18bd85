// What the demo network shows of NLX-301: its sites, the contract's terms as people enter them, and the course of its subjects.
import type { PlannedSchedule } from '#studies/rules';
import { contract, schedule } from './story.ts';

export { study } from './story.ts';

/** The three sites; `openedOn` is the civil date at the site, `enrols` from when to when its target was planned. */
export const nlxSites = [
  { code: 'AUS', number: '101', target: 12, openedOn: '2026-01-20', enrols: ['2026-02-02', '2026-07-31'] },
  { code: 'MIA', number: '102', target: 8, openedOn: '2026-02-02', enrols: ['2026-02-16', '2026-08-31'] },
  { code: 'BOG', number: '103', target: 10, openedOn: '2026-02-16', enrols: ['2026-03-02', '2026-12-18'] },
] as const;

const epochs = [
  { key: 'screening', name: 'Screening' },
  { key: 'treatment', name: 'Treatment' },
  { key: 'follow-up', name: 'Follow-up' },
];
const epochOf: Readonly<Record<string, string>> = { V1: 'screening', FU: 'follow-up' };

/** The schedule with what the grid shows of it. */
export const plannedSchedule: PlannedSchedule = {
  ...schedule,
  epochs,
  visits: schedule.visits.map((visit) => ({ ...visit, epoch: epochOf[visit.key] ?? 'treatment' })),
};

/** Both versions of contract C1 in the shape in which a person enters terms. */
export const contractTerms = contract.map((version) => ({
  effectiveFrom: version.effectiveFrom.toString(),
  overheadBasisPoints: version.overheadBasisPoints,
  holdback: version.holdback ?? { basisPoints: 0, of: 'gross' as const, clause: 'No holdback' },
  billing: { clock: 'month-end' as const, termDays: 45 },
  visitTerms: version.visitTerms.map((term) => ({
    key: term.key,
    visitKey: term.visitKey,
    label: schedule.visits.find((visit) => visit.key === term.visitKey)?.name ?? term.visitKey,
    clause: term.clause,
    directMinor: term.directMinor.toString(),
    withOverhead: term.hasOverhead,
    withHoldback: term.hasHoldback,
    partial: { kind: 'full' as const },
  })),
  invoiceables: version.invoiceables.map(({ directMinor, maxMinorPerSite, hasOverhead, hasHoldback, ...term }) => ({
    ...term,
    directMinor: directMinor.toString(),
    maxMinorPerSite: maxMinorPerSite?.toString() ?? null,
    withOverhead: hasOverhead,
    withHoldback: hasHoldback,
  })),
  screenFailure: {
    key: 'screen-failure',
    label: 'Screen failure',
    clause: 'Exhibit B, screen failures',
    visitKeys: ['V1'],
    amount: { kind: 'visits-gross' as const },
    rule: { kind: 'ratio' as const, initial: 2, pay: 1, perEnrolled: 3, max: 8 },
  },
}));

/** A visit that took place; `late` is the reason for being outside its window, `missed` an activity that was not done. */
export interface DemoVisit {
  readonly key: string;
  readonly on: string;
  readonly late?: 'participant-travel' | 'participant-illness' | 'scheduling-error';
  readonly missed?: string;
}

/** A subject of the demo. Numbers follow the order of consent at each site. */
export interface DemoSubject {
  readonly number: string;
  readonly site: string;
  readonly consentedOn: string;
  readonly visits: readonly DemoVisit[];
  readonly failedOn?: string;
  readonly completedOn?: string;
}

const keys = ['V1', 'V2', 'V3', 'V4', 'V5', 'FU'];

type Oddities = Readonly<Record<string, Omit<DemoVisit, 'key' | 'on'>>>;

/** Whoever consents is seen for screening on the same day; `days` are those of V1 to the follow-up call, as far as the subject came. */
function subject(number: string, days: readonly string[], odd: Oddities = {}): DemoSubject {
  const visits = days.map((on, index) => {
    const key = keys[index] ?? '';
    return { key, on, ...odd[key] };
  });
  const last = days.at(-1) ?? '';
  return {
    number,
    site: number.slice(0, 3),
    consentedOn: days[0] ?? '',
    visits,
    ...(days.length === keys.length ? { completedOn: last } : {}),
  };
}

const failed = (number: string, consentedOn: string, failedOn: string): DemoSubject => ({ ...subject(number, [consentedOn]), failedOn });

const whole = (text: string): string[] => text.split(' ').map((day) => `2026-${day}`);

/** In order of consent at each site; 101-007 as the fixture tells. */
export const demoSubjects: readonly DemoSubject[] = [
  subject('101-001', whole('01-22 02-05 03-05 04-02 04-30 06-01')),
  failed('101-002', '2026-01-27', '2026-02-03'),
  subject('101-003', whole('02-02 02-16 03-20 04-14 05-11 06-11'), { V3: { late: 'participant-illness' } }),
  subject('101-004', whole('02-06 02-20 03-20 04-17 05-15 06-15'), { V3: { missed: 'labs' } }),
  failed('101-005', '2026-02-12', '2026-02-20'),
  subject('101-006', whole('02-17 03-03 03-31 04-28 05-26 06-25')),
  subject('101-007', whole('02-24 03-10 04-13 05-05 06-02 07-02'), { V3: { late: 'participant-travel' } }),
  subject('101-008', whole('04-20 05-04 06-01 06-29 07-27 08-26')),
  failed('101-009', '2026-04-27', '2026-05-06'),
  subject('101-010', whole('05-11 05-26 06-23 07-21 08-18 09-17')),
  failed('101-011', '2026-05-19', '2026-05-28'),
  failed('101-012', '2026-06-03', '2026-06-12'),
  failed('101-013', '2026-06-15', '2026-06-24'),
  subject('102-001', whole('02-09 02-23 03-24 04-20 05-18 06-17')),
  subject('102-002', whole('02-18 03-06 04-09 05-01 05-29 06-29'), { V3: { late: 'scheduling-error' } }),
  failed('102-003', '2026-03-11', '2026-04-20'),
  subject('103-001', whole('02-23 03-09 04-06 05-04 06-01 07-01')),
  subject('103-002', whole('03-16 03-30 04-27 05-25 06-22 07-22')),
];
