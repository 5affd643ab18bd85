// Late, due and coming visits of one or several study-sites as one day's work.
import type { DueRow } from '#visits/web';
import type { DueVisit } from './queries.ts';

/** How far a list looks ahead. */
export const aheadDays = 7;

/** The day's work: what is late, what is due (under way included), and what comes. */
export interface DayWork {
  /** Booked for the site's today, or under way: the day begins with them. */
  readonly booked: readonly DueRow[];
  readonly late: readonly DueRow[];
  readonly due: readonly DueRow[];
  readonly ahead: readonly DueRow[];
}

const latestFirst = (a: DueRow, b: DueRow) =>
  (a.latest ?? '9999').localeCompare(b.latest ?? '9999') || a.subjectNumber.localeCompare(b.subjectNumber);

/** Sorts visits into the day's work; the study is named where there are several, and the site too. The most late, and what ends first, stand first. */
export function dayWork(visits: readonly DueVisit[]): DayWork {
  const hasSeveral = new Set(visits.map((visit) => visit.studySiteId)).size > 1;
  const hasSites = new Set(visits.map((visit) => visit.siteName)).size > 1;
  const placeOf = ({ studyCode, siteNumber, siteName }: DueVisit) => (hasSites ? `${studyCode}, ${siteNumber} ${siteName}` : studyCode);
  const rows = visits.map((visit): DueRow => (hasSeveral ? { ...visit, place: placeOf(visit) } : visit));
  const isNow = ({ bookedFor, today, state }: DueRow) => bookedFor === today || state === 'arrived' || state === 'in-progress';
  const standing = (which: DueRow['standing']) => rows.filter((row) => row.standing === which && !isNow(row)).sort(latestFirst);
  return {
    booked: rows.filter(isNow).sort(latestFirst),
    late: standing('late'),
    due: standing('due'),
    ahead: standing('ahead'),
  };
}
