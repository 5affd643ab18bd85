// Site-years year by year; years after the day of the files stand lighter, since they are only registered.
import { useMemo } from 'react';
import { Chart, EmptyState, formatDate, formatNumber, useLanguage, type Drawing } from '#ui';
import type { Import } from './activity-queries.ts';
import { useActivityWords } from './activity-words.ts';
import { shownYears } from './shown-years.ts';
import classes from './market.module.css';
import { TagLegend } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

export interface SiteYearsPictureProps {
  readonly byYear: Import['byYear'];
  readonly asOf: string | null;
}

/** The picture. */
export function SiteYearsPicture({ byYear, asOf }: SiteYearsPictureProps) {
  const say = useActivityWords();
  const market = useMarketWords();
  const language = useLanguage();
  const { shown, before, after } = useMemo(() => shownYears(byYear), [byYear]);
  const all = useMemo(
    () => byYear.map((row) => ({ ...row, isAhead: asOf !== null && row.year > Number(asOf.slice(0, 4)) })),
    [byYear, asOf],
  );
  const rows = useMemo(() => all.filter(({ year }) => shown.some((one) => one.year === year)), [all, shown]);
  const draw = useMemo<Drawing>(
    () => (plot, width) => ({
      marginLeft: 60,
      x: { label: null, tickFormat: 'd', ticks: Math.min(width < 420 ? 4 : 12, rows.length) },
      y: {
        label: say('years.value'),
        labelArrow: 'none',
        grid: true,
        zero: true,
        ticks: 5,
        tickFormat: (value: number) => formatNumber(value, undefined, language),
      },
      marks: [
        plot.rectY(rows, {
          x1: (row: (typeof rows)[number]) => row.year - 0.42,
          x2: (row: (typeof rows)[number]) => row.year + 0.42,
          y: 'siteYears',
          fill: (row: (typeof rows)[number]) => (row.isAhead ? 'var(--sw-chart-3)' : 'var(--sw-chart-1)'),
        }),
        plot.ruleY([0], { stroke: 'var(--sw-border)' }),
      ],
    }),
    [rows, say, language],
  );
  const [first, last] = [rows[0], rows.at(-1)];
  const most = rows.toSorted((one, other) => other.siteYears - one.siteYears)[0];
  if (!first || !last || !most) {
    return (
      <EmptyState title={say('years.none')} icon="chart">
        {say('years.noneText')}
      </EmptyState>
    );
  }
  const number = (value: number) => formatNumber(value, value < 100 ? 1 : 0, language);
  const beyond = [
    ...(before ? [say('years.before', { value: number(before.siteYears), year: first.year, end: before.end })] : []),
    ...(after ? [say('years.after', { value: number(after.siteYears), year: last.year, end: after.end })] : []),
  ];
  const isAhead = rows.some((row) => row.isAhead);
  return (
    <>
      <Chart
        title={say('years.title')}
        finding={say('years.finding', {
          most: most.year,
          value: number(most.siteYears),
          from: all[0]?.year ?? first.year,
          to: all.at(-1)?.year ?? last.year,
          total: number(all.reduce((sum, { siteYears }) => sum + siteYears, 0)),
        })}
        description={say('years.description')}
        table={{
          headers: [say('years.year'), say('years.value'), market('tagColumn'), say('years.kind')],
          rows: all.map((row) => [
            `${row.year}`,
            number(row.siteYears),
            market('tag.counted'),
            say(row.isAhead ? 'years.registered' : 'years.past'),
          ]),
        }}
        keys={[
          { label: say('years.past'), token: '--sw-chart-1', look: 'fill' },
          ...(isAhead ? [{ label: say('years.registered'), token: '--sw-chart-3', look: 'fill' as const }] : []),
        ]}
        draw={draw}
      />
      <TagLegend tags={['counted']} />
      {beyond.length > 0 && <p className={classes.quiet}>{say('years.beyond', { parts: beyond.join('; ') })}</p>}
      {isAhead && asOf && <p className={classes.quiet}>{say('years.note', { asOf: formatDate(asOf, { language }) })}</p>}
    </>
  );
}
