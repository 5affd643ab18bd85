// What was earned, by month of service, in one currency.
import { useMemo } from 'react';
import { Chart, formatMinor, plainMinor, useLanguage, type Drawing } from '#ui';
import { monthTicks } from './month-ticks.ts';
import { monthText } from './month-text.ts';
import { monthsBetween } from './month-series.ts';
import type { SiteHome } from './queries.ts';
import { useDeskWords } from './words.ts';

export interface EarnedPictureProps {
  readonly currency: string;
  readonly earned: SiteHome['earned'];
}

/** The picture. Heights are drawn from numbers; every amount that is read is the exact one. */
export function EarnedPicture({ currency, earned }: EarnedPictureProps) {
  const say = useDeskWords();
  const language = useLanguage();
  const rows = useMemo(() => {
    const known = new Map(earned.map(({ month, earnedMinor }) => [month, earnedMinor]));
    const months = [...known.keys()].sort();
    return monthsBetween(months[0], months.at(-1)).map((month) => {
      const minor = known.get(month) ?? '0';
      return { month, amount: formatMinor(minor, currency), height: Number(plainMinor(minor, currency)) };
    });
  }, [earned, currency]);
  const draw = useMemo<Drawing>(
    () => (plot, width) => ({
      marginLeft: 64,
      x: {
        type: 'band',
        label: null,
        ticks: [
          ...monthTicks(
            rows.map(({ month }) => month),
            width - 64,
          ),
        ],
        tickFormat: (month: string) => monthText(month, language),
      },
      y: { label: null, grid: true },
      marks: [plot.barY(rows, { x: 'month', y: 'height', fill: 'var(--sw-chart-1)' }), plot.ruleY([0], { stroke: 'var(--sw-outline)' })],
    }),
    [rows, language],
  );
  const last = rows.at(-1);
  if (!last) return null;
  const total = earned.reduce((sum, { earnedMinor }) => sum + BigInt(earnedMinor), 0n);
  return (
    <Chart
      title={`${say('picture.earned')}, ${currency}`}
      finding={say('picture.earnedFinding', {
        amount: formatMinor(total.toString(), currency),
        recent: last.amount,
        currency,
        month: monthText(last.month, language, true),
      })}
      description={say('picture.earnedDescription')}
      table={{
        headers: [say('picture.month'), `${say('picture.earnedAmount')} ${currency}`],
        rows: rows.map(({ month, amount }) => [monthText(month, language, true), amount]),
      }}
      draw={draw}
    />
  );
}
