// A group month by month: its rate beside what is usual, and the summed evidence of drift with its alarm.
import { useMemo } from 'react';
import { Chart, formatDate, formatNumber, useLanguage, type Drawing } from '#ui';
import { useIndicatorWords } from './indicator-words.ts';
import type { Trend } from './queries.ts';

const at = (day: string) => new Date(`${day}T00:00:00Z`);

interface TrendProps {
  readonly trend: Trend;
}

/** Pixels that the text of a day takes with the space around it. */
const DAY_WIDTH = 56;
/** Pixels left and right of the axis. */
const MARGINS = 64;

// The last look is always named; those before it where their text does not touch the next.
function daysWithRoom(days: readonly Date[], width: number): Date[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const span = Math.max(1, Number(last) - Number(first));
  const kept: Date[] = [];
  for (const day of [...days].reverse()) {
    const next = kept[0];
    if (!next || ((Number(next) - Number(day)) / span) * width >= DAY_WIDTH) kept.unshift(day);
  }
  return kept;
}

function useDays(trend: Trend) {
  const language = useLanguage();
  return {
    language,
    axis: (width: number) => ({
      type: 'utc' as const,
      label: null,
      ticks: daysWithRoom(
        trend.looks.map(({ asOf }) => at(asOf)),
        width,
      ),
      tickFormat: (day: Date) => formatDate(day.toISOString().slice(0, 10), { language, year: false }),
    }),
  };
}

/** The rate at each look; nothing for a single look. */
export function TrendPicture({ trend }: TrendProps) {
  const say = useIndicatorWords();
  const { language, axis } = useDays(trend);
  const points = useMemo(
    () =>
      trend.looks.map((look) => ({
        day: at(look.asOf),
        here: (look.numerator / look.denominator) * trend.factor,
        usual: (look.expected / look.denominator) * trend.factor,
        look,
      })),
    [trend],
  );
  const draw: Drawing = (plot, width) => ({
    marginRight: 24,
    x: axis(width - MARGINS),
    y: { label: null, grid: true, zero: true },
    marks: [
      plot.lineY(points, { x: 'day', y: 'usual', stroke: 'var(--sw-context)', strokeWidth: 1.5 }),
      plot.lineY(points, { x: 'day', y: 'here', stroke: 'var(--sw-chart-1)', strokeWidth: 2.5, marker: 'dot' }),
    ],
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  if (points.length < 2) return <p>{say('trend.one')}</p>;
  const text = (value: number) => formatNumber(value, 1, language);
  return (
    <Chart
      title={say('trend.title')}
      finding={say('trend.finding', { last: text(last.here), first: text(first.here), per: say(`per.${trend.per}`) })}
      description={say('trend.description')}
      table={{
        headers: [say('trend.look'), say('counted'), say('trend.here'), say('trend.usual')],
        rows: points.map(({ look, here, usual }) => [
          formatDate(look.asOf, { language }),
          formatNumber(look.numerator, 0, language),
          text(here),
          text(usual),
        ]),
      }}
      keys={[
        { label: say('trend.here'), token: '--sw-chart-1', look: 'line' },
        { label: say('trend.usual'), token: '--sw-context', look: 'line' },
      ]}
      height={220}
      draw={draw}
    />
  );
}

/** The first look at which a sum reached the alarm. */
function alarmOf({ looks, alarm }: Trend): { readonly side: 'high' | 'low'; readonly day: string } | null {
  if (alarm === null) return null;
  for (const { asOf, drift } of looks)
    for (const side of ['high', 'low'] as const) if ((drift[side] ?? 0) >= alarm) return { side, day: asOf };
  return null;
}

/** Drift between looks; nothing where nothing is expected between them. */
export function DriftPicture({ trend }: TrendProps) {
  const say = useIndicatorWords();
  const { language, axis } = useDays(trend);
  const { alarm } = trend;
  if (alarm === null || trend.looks.length < 2) return null;
  const points = trend.looks.map((look) => ({ day: at(look.asOf), ...look.drift, look }));
  const rung = alarmOf(trend);
  const isWatched = (side: 'high' | 'low') => points.some((point) => point[side] !== null);
  const draw: Drawing = (plot, width) => ({
    marginRight: 24,
    x: axis(width - MARGINS),
    y: {
      label: null,
      grid: true,
      zero: true,
      domain: [0, Math.max(alarm, ...points.map(({ high, low }) => Math.max(high ?? 0, low ?? 0))) * 1.1],
    },
    marks: [
      plot.ruleY([alarm], { stroke: 'var(--sw-text)', strokeDasharray: '5 4' }),
      ...(isWatched('low') ? [plot.lineY(points, { x: 'day', y: 'low', stroke: 'var(--sw-chart-2)', strokeWidth: 2, marker: 'dot' })] : []),
      ...(isWatched('high')
        ? [plot.lineY(points, { x: 'day', y: 'high', stroke: 'var(--sw-chart-1)', strokeWidth: 2.5, marker: 'dot' })]
        : []),
    ],
  });
  const text = (value: number) => formatNumber(value, 2, language);
  return (
    <Chart
      title={say('drift.title')}
      finding={rung ? say(`drift.${rung.side}`, { day: formatDate(rung.day, { language }) }) : say('drift.quiet')}
      description={say('drift.description')}
      table={{
        headers: [say('trend.look'), say('drift.added'), say('drift.expected'), say('drift.rise'), say('drift.fall')],
        rows: points.map(({ look, high, low }) => [
          formatDate(look.asOf, { language }),
          formatNumber(look.added.numerator, 0, language),
          text(look.added.expected),
          high === null ? '–' : text(high),
          low === null ? '–' : text(low),
        ]),
      }}
      keys={[
        ...(isWatched('high') ? [{ label: say('drift.rise'), token: '--sw-chart-1', look: 'line' as const }] : []),
        ...(isWatched('low') ? [{ label: say('drift.fall'), token: '--sw-chart-2', look: 'line' as const }] : []),
        { label: say('drift.alarm'), token: '--sw-text', look: 'dashed' },
      ]}
      height={220}
      draw={draw}
    />
  );
}
