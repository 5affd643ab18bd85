// Enrolment over time against its target, and how far those who were screened came.
import { useMemo } from 'react';
import { Chart, useLanguage, wholeTicks, type Drawing } from '#ui';
import { monthTicks } from './month-ticks.ts';
import { monthText } from './month-text.ts';
import { monthSeries } from './month-series.ts';
import type { Month } from './queries.ts';
import { useDeskWords } from './words.ts';

export interface EnrolmentPictureProps {
  readonly months: readonly Month[];
  /** Of all study-sites shown together; null where none has a target. */
  readonly target: number | null;
}

/** Enrolled and screened, running totals by month, with the target as a line. */
export function EnrolmentPicture({ months, target }: EnrolmentPictureProps) {
  const say = useDeskWords();
  const language = useLanguage();
  const points = useMemo(() => monthSeries(months), [months]);
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
      y: { label: null, grid: true, zero: true, tickFormat: 'd' },
      marks: [
        plot.lineY(points, { x: 'at', y: 'screenedTotal', stroke: 'var(--sw-context)', strokeWidth: 1.5 }),
        plot.lineY(points, { x: 'at', y: 'total', stroke: 'var(--sw-chart-1)', strokeWidth: 2.5, marker: 'dot' }),
        ...(target === null ? [] : [plot.ruleY([target], { stroke: 'var(--sw-text)', strokeDasharray: '5 4' })]),
      ],
    }),
    [points, target, language],
  );
  const last = points.at(-1);
  if (!last) return null;
  const finding =
    target === null
      ? say('picture.enrolmentNoTarget', { enrolled: last.total, screened: last.screenedTotal })
      : say('picture.enrolmentFinding', { enrolled: last.total, target, screened: last.screenedTotal });
  return (
    <Chart
      title={say('picture.enrolment')}
      finding={finding}
      description={say('picture.enrolmentDescription')}
      table={{
        headers: [say('picture.month'), say('picture.enrolledTotal'), say('picture.screenedTotal')],
        rows: points.map(({ month, total, screenedTotal }) => [monthText(month, language, true), `${total}`, `${screenedTotal}`]),
      }}
      keys={[
        { label: say('picture.enrolledTotal'), token: '--sw-chart-1', look: 'line' },
        { label: say('picture.screenedTotal'), token: '--sw-context', look: 'line' },
        ...(target === null ? [] : [{ label: say('picture.target', { target }), token: '--sw-text', look: 'dashed' as const }]),
      ]}
      draw={draw}
    />
  );
}

export interface FunnelPictureProps {
  readonly screened: number;
  readonly failed: number;
  readonly enrolled: number;
}

/** Consented, failed at screening, enrolled: as bars on one scale. */
export function FunnelPicture({ screened, failed, enrolled }: FunnelPictureProps) {
  const say = useDeskWords();
  const names = { screened: say('funnel.screened'), failed: say('funnel.failed'), enrolled: say('funnel.enrolled') };
  const { screened: first, failed: second, enrolled: third } = names;
  const draw = useMemo<Drawing>(
    () => (plot) => {
      const rows = [
        { step: first, count: screened, fill: 'var(--sw-chart-2)' },
        { step: second, count: failed, fill: 'var(--sw-context)' },
        { step: third, count: enrolled, fill: 'var(--sw-chart-1)' },
      ];
      return {
        marginLeft: 150,
        marginRight: 40,
        x: { label: null, ticks: wholeTicks(screened), tickFormat: 'd' },
        y: { label: null, domain: rows.map(({ step }) => step) },
        marks: [
          plot.barX(rows, { x: 'count', y: 'step', fill: 'fill' }),
          plot.text(rows, { x: 'count', y: 'step', text: 'count', dx: 6, textAnchor: 'start', fill: 'var(--sw-text)' }),
        ],
      };
    },
    [screened, failed, enrolled, first, second, third],
  );
  if (screened === 0) return null;
  return (
    <Chart
      title={say('funnel.title')}
      finding={say('funnel.finding', { screened, failed, enrolled, open: Math.max(0, screened - failed - enrolled) })}
      description={say('funnel.description')}
      table={{
        headers: [say('funnel.step'), say('funnel.count')],
        rows: [
          [names.screened, `${screened}`],
          [names.failed, `${failed}`],
          [names.enrolled, `${enrolled}`],
        ],
      }}
      height={170}
      draw={draw}
    />
  );
}
