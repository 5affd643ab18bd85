// What is wrong at a study-site, as codes with numbers; pages say them in words. Formulas of figures stay with the rooms that own them.
import { screenFailureShare } from '#subjects/rules';
import { type JudgedVisits, visitCompliance } from '#visits/rules';

/** How bad: `late` needs somebody to act, `attention` needs somebody to look. */
export type FindingTone = 'late' | 'attention';

export const findingCodes = [
  'nobody-consented',
  'enrolment-stopped',
  'behind-plan',
  'visits-overdue',
  'compliance-low',
  'screening-fails',
  'nothing-earned',
] as const;

/** A sentence to be said: its code, how bad it is, and the numbers in it. */
export interface Finding {
  readonly code: (typeof findingCodes)[number];
  readonly tone: FindingTone;
  readonly facts: Readonly<Record<string, number>>;
}

/** What a study-site is judged by. */
export interface JudgedCell {
  /** Whether it may consent participants now. */
  readonly recruits: boolean;
  /** Days since it opened; null while it has not. */
  readonly openDays: number | null;
  readonly enrolment: {
    readonly screened: number;
    readonly enrolled: number;
    readonly failed: number;
    readonly recent: number;
    readonly before: number;
    readonly plannedToDate: number | null;
    readonly target: number | null;
  };
  /** The screening outcomes of the study's other sites. */
  readonly elsewhere: { readonly failed: number; readonly enrolled: number };
  readonly judged: JudgedVisits;
  readonly overdue: { readonly count: number; readonly oldestDays: number | null };
  /** Visits that took place. */
  readonly done: number;
  /** Whether anything was earned; null for readers who do not see money. */
  readonly hasEarned: boolean | null;
}

const DAYS_OF_A_MONTH = 30.4375;

// Below these numbers a share says nothing: one visit more or less would turn it round.
const FEWEST = { outcomes: 8, judged: 20, done: 5, planned: 3 } as const;

/** Everything wrong at a study-site, the worst first. */
export function findingsOf(cell: JudgedCell): readonly Finding[] {
  const found = [...enrolmentFindings(cell), ...visitFindings(cell), ...moneyFindings(cell)];
  return found.sort((a, b) => Number(b.tone === 'late') - Number(a.tone === 'late'));
}

function enrolmentFindings({ recruits, openDays, enrolment, elsewhere }: JudgedCell): Finding[] {
  const found: Finding[] = [];
  const { screened, enrolled, recent, before, plannedToDate, target, failed } = enrolment;
  const isFull = target !== null && enrolled >= target;
  if (recruits && screened === 0 && (openDays ?? 0) >= 90)
    found.push({ code: 'nobody-consented', tone: 'late', facts: { months: Math.floor((openDays ?? 0) / DAYS_OF_A_MONTH) } });
  if (recruits && !isFull && recent === 0 && before >= 2) found.push({ code: 'enrolment-stopped', tone: 'attention', facts: { before } });
  if (plannedToDate !== null && plannedToDate >= FEWEST.planned && enrolled < plannedToDate * 0.9)
    found.push({
      code: 'behind-plan',
      tone: enrolled < plannedToDate * 0.6 ? 'late' : 'attention',
      facts: { enrolled, plannedToDate },
    });
  const share = screenFailureShare(enrolment);
  const others = screenFailureShare(elsewhere);
  if (share !== null && others !== null && failed + enrolled >= FEWEST.outcomes && share >= 0.4 && share >= 1.5 * others)
    found.push({
      code: 'screening-fails',
      tone: 'attention',
      facts: { failed, outcomes: failed + enrolled, percent: percentOf(share), others: percentOf(others) },
    });
  return found;
}

function visitFindings({ overdue, judged }: JudgedCell): Finding[] {
  const found: Finding[] = [];
  const oldestDays = overdue.oldestDays ?? 0;
  if (overdue.count > 0)
    found.push({
      code: 'visits-overdue',
      tone: overdue.count >= 5 || oldestDays > 14 ? 'late' : 'attention',
      facts: { visits: overdue.count, oldestDays },
    });
  const { share, n } = visitCompliance(judged);
  if (share !== null && n >= FEWEST.judged && share < 0.9)
    found.push({ code: 'compliance-low', tone: share < 0.8 ? 'late' : 'attention', facts: { percent: percentOf(share), n } });
  return found;
}

function moneyFindings({ hasEarned, done }: JudgedCell): Finding[] {
  return hasEarned === false && done >= FEWEST.done ? [{ code: 'nothing-earned', tone: 'late', facts: { done } }] : [];
}

/** A share as whole percent, rounded half up. */
export function percentOf(share: number): number {
  return Math.round(share * 100);
}

/** Whether lately was more, less, or as much as before; null where there is nothing to compare. */
export function trendOf({ recent, before }: { readonly recent: number; readonly before: number }): 'up' | 'down' | 'level' | null {
  if (recent === 0 && before === 0) return null;
  return recent > before ? 'up' : recent < before ? 'down' : 'level';
}
