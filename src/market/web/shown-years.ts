// Which years a picture of site-years draws: those between the first and the last that can be seen beside the largest.

/** The site-years of a calendar year. */
interface YearOfSites {
  readonly year: number;
  readonly siteYears: number;
}

/** What lies beyond an end of the picture; `end` is the year farthest away. */
interface Beyond {
  readonly siteYears: number;
  readonly end: number;
}

/** Of the largest year: less is lower than a pixel of the picture. */
const SEEN = 1 / 200;

/** The years that are drawn, in order, and what lies before and after them; null where nothing does. */
export function shownYears<Row extends YearOfSites>(
  byYear: readonly Row[],
): { readonly shown: readonly Row[]; readonly before: Beyond | null; readonly after: Beyond | null } {
  const least = Math.max(0, ...byYear.map(({ siteYears }) => siteYears)) * SEEN;
  const isSeen = ({ siteYears }: Row) => siteYears >= least;
  const [from, to] = [byYear.findIndex(isSeen), byYear.findLastIndex(isSeen)];
  const beyond = (rows: readonly Row[], end: Row | undefined): Beyond | null =>
    end ? { siteYears: rows.reduce((sum, { siteYears }) => sum + siteYears, 0), end: end.year } : null;
  const [before, after] = [byYear.slice(0, Math.max(0, from)), byYear.slice(to + 1)];
  return { shown: byYear.slice(Math.max(0, from), to + 1), before: beyond(before, before[0]), after: beyond(after, after.at(-1)) };
}
