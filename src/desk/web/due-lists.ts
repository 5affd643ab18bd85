// Late, due and coming visits of one or several study-sites as one day's work.
import type { DueRow } from '#visits/web';
import type { DueVisit } from './queries.ts';

/** How far a list looks ahead. */
export const aheadDays = 7;

/** The day's work: what is late, what is due (under way included), and what comes. */
export interface DayWork {
  readonly late: readonly DueRow[];
  readonly due: readonly DueRow[];
  readonly ahead: readonly DueRow[];
}

const latestFirst = (a: DueRow, b: DueRow) =>
  (a.latest ?? '9999').localeCompare(b.latest ?? '9999') || a.subjectNumber.localeCompare(b.subjectNumber);

/** Sorts visits into the day's work; the site is named where there is more than one. The most late, and what ends first, stand first. */
export function dayWork(visits: readonly DueVisit[]): DayWork {
  const hasSeveral = new Set(visits.map((visit) => visit.studySiteId)).size > 1;
  const rows = visits.map((visit): DueRow =>
    hasSeveral ? { ...visit, place: `${visit.studyCode}, ${visit.siteNumber} ${visit.siteName}` } : visit,
  );
  const standing = (which: DueRow['standing']) => rows.filter((row) => row.standing === which).sort(latestFirst);
  return {
    late: standing('late'),
    due: standing('due'),
    ahead: standing('ahead'),
  };
}
