// Visits inside their windows by month, each with the interval that its number of visits leaves open.
import { useMemo } from 'react';
import { Chart, formatNumber, useLanguage, type Drawing } from '#ui';
import { complianceInterval, visitCompliance } from '#visits/rules';
import { percentOf } from '../rules.ts';
import { monthSeries } from './month-series.ts';
import { monthTicks } from './month-ticks.ts';
import { monthText } from './month-text.ts';
import type { Month } from './queries.ts';
import { useDeskWords } from './words.ts';

/** The picture; months without a judged visit are left open. */
export function VisitPicture({ months }: { readonly months: readonly Month[] }) {
  const say = useDeskWords();
  const language = useLanguage();
  const points = useMemo(
    () =>
      monthSeries(months).flatMap(({ month, at, judged }) => {
        const [{ share, n }, interval] = [visitCompliance(judged), complianceInterval(judged)];
        return share === null || !interval
          ? []
          : [{ month, at, n, share: share * 100, low: interval.low * 100, high: interval.high * 100 }];
      }),
    [months],
  );
  const draw = useMemo<Drawing>(
    () => (plot, width) => ({
      x: {
        type: 'utc',
        label: null,
        ticks: monthTicks(
          points.map(({ month }) => month),
          width - 64,
        ).map((month) => new Date(`${month}-01T00:00:00Z`)),
        tickFormat: (at: Date) => monthText(at.toISOString().slice(0, 7), language),
      },
      y: { label: null, domain: [0, 100], grid: true, tickFormat: (share: number) => `${share}%` },
      marks: [
        plot.areaY(points, { x: 'at', y1: 'low', y2: 'high', fill: 'var(--sw-chart-3)' }),
        plot.lineY(points, { x: 'at', y: 'share', stroke: 'var(--sw-chart-1)', strokeWidth: 2 }),
        plot.dot(points, { x: 'at', y: 'share', fill: 'var(--sw-chart-1)', r: 3 }),
      ],
    }),
    [points, language],
  );
  const sum = months.reduce(
    (all, { judged }) => ({
      completed: all.completed + judged.completed,
      inWindow: all.inWindow + judged.inWindow,
      missed: all.missed + judged.missed,
    }),
    { completed: 0, inWindow: 0, missed: 0 },
  );
  const { share, n } = visitCompliance(sum);
  if (share === null) return null;
  const percent = (value: number) => `${formatNumber(Math.round(value), 0, language)}%`;
  return (
    <Chart
      title={say('picture.visits')}
      finding={say('picture.visitsFinding', { percent: percentOf(share), n, missed: sum.missed })}
      description={say('picture.visitsDescription')}
      table={{
        headers: [say('picture.month'), say('picture.inWindow'), say('picture.n'), say('picture.interval')],
        rows: points.map((point) => [
          monthText(point.month, language, true),
          percent(point.share),
          `${point.n}`,
          `${percent(point.low)} – ${percent(point.high)}`,
        ]),
      }}
      keys={[
        { label: say('picture.inWindow'), token: '--sw-chart-1', look: 'line' },
        { label: say('picture.interval'), token: '--sw-chart-3' },
      ]}
      draw={draw}
    />
  );
}
