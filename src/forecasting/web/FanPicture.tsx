// The fan: what is enrolled, and the bands that hold 50, 80 and 95 percent of what may come, with target, planned day and earlier forecasts.
import { useMemo } from 'react';
import { Chart, formatDate, useLanguage, type ChartKey, type Drawing } from '#ui';
import type { FanPoint } from '../rules.ts';
import { useForecastingWords } from './words.ts';

export interface FanPictureProps {
  readonly title: string;
  readonly fan: readonly FanPoint[];
  /** The days of enrolments so far, in order. */
  readonly enrolledOn?: readonly string[];
  /** Or how many were enrolled by some days. */
  readonly came?: readonly { readonly date: string; readonly enrolled: number }[];
  readonly target?: number | null;
  readonly plannedTo?: string | null;
  /** Medians of earlier forecasts, drawn faintly. */
  readonly past?: readonly { readonly fan: readonly FanPoint[] }[];
  /** The fan before a change, of which the median is drawn. */
  readonly before?: readonly FanPoint[];
}

const at = (date: string) => new Date(`${date}T00:00:00Z`);

/** The running count at the end of each day on which somebody was enrolled. */
function counted(enrolledOn: readonly string[], until: string) {
  const points = enrolledOn.map((date, index) => ({ at: at(date), count: index + 1 }));
  const first = points[0];
  return first ? [{ at: first.at, count: 0 }, ...points, { at: at(until), count: points.length }] : [];
}

/** The picture. */
export function FanPicture({ title, fan, enrolledOn = [], came, target = null, plannedTo = null, past = [], before }: FanPictureProps) {
  const say = useForecastingWords();
  const language = useLanguage();
  const draw = useMemo<Drawing>(() => {
    const points = fan.map((point) => ({ ...point, at: at(point.date) }));
    const shown = came
      ? came.map(({ date, enrolled }) => ({ at: at(date), count: enrolled }))
      : fan[0]
        ? counted(enrolledOn, fan[0].date)
        : [];
    const ghosts = past.map((one) => one.fan.map(({ date, q50 }) => ({ at: at(date), q50 })));
    const planned = plannedTo === null ? [] : [at(plannedTo)];
    return (plot, width) => {
      const band = (low: keyof FanPoint, high: keyof FanPoint, fill: string, fillOpacity: number) =>
        plot.areaY(points, { x: 'at', y1: low, y2: high, fill, fillOpacity });
      const axis = { label: null, ticks: Math.max(3, Math.floor(width / 120)) };
      return {
        x: { type: 'utc', ...axis },
        y: { label: null, grid: true, zero: true, tickFormat: 'd' },
        marks: [
          band('q025', 'q975', 'var(--sw-chart-3)', 1),
          band('q10', 'q90', 'var(--sw-chart-2)', 0.55),
          band('q25', 'q75', 'var(--sw-chart-2)', 1),
          ...ghosts.map((ghost) =>
            plot.lineY(ghost, { x: 'at', y: 'q50', stroke: 'var(--sw-context)', strokeWidth: 1, strokeOpacity: 0.7 }),
          ),
          ...(before
            ? [
                plot.lineY(
                  before.map(({ date, q50 }) => ({ at: at(date), q50 })),
                  { x: 'at', y: 'q50', stroke: 'var(--sw-context)', strokeWidth: 2, strokeDasharray: '2 3' },
                ),
              ]
            : []),
          plot.lineY(points, { x: 'at', y: 'q50', stroke: 'var(--sw-chart-1)', strokeWidth: 2 }),
          plot.lineY(shown, { x: 'at', y: 'count', stroke: 'var(--sw-text)', strokeWidth: 2, curve: 'step-after' }),
          ...(target === null ? [] : [plot.ruleY([target], { stroke: 'var(--sw-text)', strokeDasharray: '5 4' })]),
          plot.ruleX(planned, { stroke: 'var(--sw-dim)', strokeDasharray: '5 4' }),
        ],
      };
    };
  }, [fan, enrolledOn, came, target, plannedTo, past, before]);
  const told = (plannedTo === null ? undefined : fan.find(({ date }) => date === plannedTo)) ?? fan.at(-1);
  if (!told) return null;
  const day = (date: string) => formatDate(date, { language });
  const facts = { date: day(told.date), median: told.q50, low: told.q10, high: told.q90 };
  const keys: ChartKey[] = [
    ...(enrolledOn.length > 0 || came ? [{ label: say('fan.actual'), token: '--sw-text', look: 'line' as const }] : []),
    { label: say('fan.median'), token: '--sw-chart-1', look: 'line' },
    { label: say('fan.half'), token: '--sw-chart-2', look: 'fill' },
    { label: say('fan.most'), token: '--sw-chart-2', look: 'tint' },
    { label: say('fan.nearlyAll'), token: '--sw-chart-3', look: 'fill' },
    ...(before ? [{ label: say('fan.before'), token: '--sw-context', look: 'dashed' as const }] : []),
    ...(past.length > 0 ? [{ label: say('fan.past'), token: '--sw-context', look: 'line' as const }] : []),
    ...(target === null ? [] : [{ label: say('fan.target', { target }), token: '--sw-text', look: 'dashed' as const }]),
    ...(plannedTo === null ? [] : [{ label: say('fan.planned', { date: day(plannedTo) }), token: '--sw-dim', look: 'dashed' as const }]),
  ];
  return (
    <Chart
      title={title}
      finding={target === null ? say('fan.findingOpen', facts) : say('fan.finding', { ...facts, target })}
      description={say('fan.description')}
      table={{
        headers: [say('fan.date'), '2.5 %', '10 %', '25 %', say('fan.median'), '75 %', '90 %', '97.5 %'],
        rows: fan.map(({ date, q025, q10, q25, q50, q75, q90, q975 }) => [
          day(date),
          ...[q025, q10, q25, q50, q75, q90, q975].map((value) => `${value}`),
        ]),
      }}
      keys={keys}
      height={320}
      draw={draw}
    />
  );
}
