// Late, due and coming visits of several study-sites as one day's work.
import type { DueRow } from '#visits/web';
import type { DueVisit, StudySite } from './queries.ts';

/** How far a list looks ahead. */
export const aheadDays = 7;

/** The due list of one study-site as it was answered. */
export interface SiteDue {
  readonly studySite: Pick<StudySite, 'number' | 'site' | 'study'>;
  readonly today: string;
  readonly visits: readonly DueVisit[];
}

/** The day's work: what is late, what is due (under way included), and what comes. */
export interface DayWork {
  readonly late: readonly DueRow[];
  readonly due: readonly DueRow[];
  readonly ahead: readonly DueRow[];
}

const latestFirst = (a: DueRow, b: DueRow) =>
  (a.latest ?? '9999').localeCompare(b.latest ?? '9999') || a.subjectNumber.localeCompare(b.subjectNumber);

/** Joins the lists; the site is named where there is more than one. The most late, and what ends first, stand first. */
export function dayWork(lists: readonly SiteDue[]): DayWork {
  const rows = lists.flatMap(({ studySite, today, visits }) =>
    visits.map((visit): DueRow => ({
      ...visit,
      today,
      ...(lists.length > 1 ? { place: `${studySite.study.code}, ${studySite.number} ${studySite.site.name}` } : {}),
    })),
  );
  const isComing = (row: DueRow) => row.standing === 'ahead' && !row.rebookNeeded;
  return {
    late: rows.filter((row) => row.standing === 'late').sort(latestFirst),
    due: rows.filter((row) => row.standing !== 'late' && !isComing(row)).sort(latestFirst),
    ahead: rows.filter(isComing).sort(latestFirst),
  };
}
