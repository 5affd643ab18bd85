// Visits due week by week: the load that the site's calendar already holds.
import { useMemo } from 'react';
import { addDays, civilDate } from '#lib';
import { Chart, formatDate, useLanguage, wholeTicks, type Drawing } from '#ui';
import type { SiteHome } from './queries.ts';
import classes from './homes.module.css';
import { useDeskWords } from './words.ts';

const WEEKS = 8;

/** A day such as `27 Apr` with room on both sides, in pixels. */
const DAY_ROOM = 52;

/** The picture; a sentence where no visit is due. */
export function LoadPicture({ weeks, today }: Pick<SiteHome, 'weeks' | 'today'>) {
  const say = useDeskWords();
  const language = useLanguage();
  const rows = useMemo(() => {
    const sums = new Map<string, number>();
    for (const { monday, visits } of weeks) sums.set(monday, (sums.get(monday) ?? 0) + visits);
    const from = civilDate(today);
    return Array.from({ length: WEEKS }, (_, at) => {
      const monday = addDays(from, 1 - from.dayOfWeek + 7 * at).toString();
      return { monday, visits: sums.get(monday) ?? 0 };
    });
  }, [weeks, today]);
  const draw = useMemo<Drawing>(
    () => (plot, width) => ({
      x: {
        type: 'band',
        label: null,
        ticks: rows.filter((_, at) => at % Math.ceil((rows.length * DAY_ROOM) / width) === 0).map(({ monday }) => monday),
        tickFormat: (monday: string) => formatDate(monday, { year: false, language }),
      },
      y: { label: null, grid: true, ticks: wholeTicks(Math.max(...rows.map(({ visits }) => visits))), tickFormat: 'd' },
      marks: [
        plot.barY(rows, { x: 'monday', y: 'visits', fill: 'var(--sw-chart-1)', insetLeft: 4, insetRight: 4 }),
        plot.text(rows, { x: 'monday', y: 'visits', text: 'visits', dy: -8, fill: 'var(--sw-text)' }),
      ],
    }),
    [rows, language],
  );
  const [first, ...rest] = rows;
  if (!first || weeks.length === 0) return <p className={classes.meaning}>{say('siteHome.noLoad', { weeks: WEEKS })}</p>;
  const fullest = rest.reduce((most, row) => (row.visits > most.visits ? row : most), first);
  const visits = rows.reduce((sum, row) => sum + row.visits, 0);
  return (
    <Chart
      title={say('picture.load')}
      finding={say('picture.loadFinding', { visits, weeks: WEEKS, monday: formatDate(fullest.monday, { language }), most: fullest.visits })}
      description={say('picture.loadDescription')}
      table={{
        headers: [say('picture.loadWeek'), say('picture.loadVisits')],
        rows: rows.map((row) => [formatDate(row.monday, { language }), `${row.visits}`]),
      }}
      height={200}
      draw={draw}
    />
  );
}
