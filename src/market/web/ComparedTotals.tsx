// The totals of the reference and of every scenario, year by year.
import { useMemo } from 'react';
import { Chart, useLanguage, type ChartKey, type Drawing } from '#ui';
import { between, millions, tick, usd } from './names.ts';
import type { Comparison } from './queries.ts';
import { signed } from './ScenarioTable.tsx';
import { NOTE_ROOM, tagNote } from './tag-dots.ts';
import { useMarketWords } from './words.ts';

/** Lines are told apart by their marks and by their names at the end, so few hues are enough. */
const symbols = ['circle', 'square', 'triangle', 'star', 'cross', 'wye'] as const;
const symbolOf = (at: number) => symbols[at % symbols.length] ?? 'circle';

/** The picture; nothing without a reference. */
export function ComparedTotals({ comparison }: { readonly comparison: Comparison }) {
  const say = useMarketWords();
  const language = useLanguage();
  const { columns } = comparison;
  const [reference] = columns;
  const others = useMemo(
    () => columns.slice(1).map(({ totals, name }, at) => ({ name: name ?? '', totals, symbol: symbolOf(at) })),
    [columns],
  );
  const tags = useMemo(() => columns.flatMap(({ totals }) => totals.map(({ tag }) => tag)), [columns]);
  const draw = useMemo<Drawing>(
    () => (plot, width) => ({
      marginLeft: 52,
      marginRight: width < 500 ? 24 : 150,
      insetLeft: 8,
      marginBottom: NOTE_ROOM,
      x: { label: null, tickFormat: 'd', ticks: width < 420 ? 4 : 7 },
      y: { label: null, grid: true, zero: true, tickFormat: (value: number) => tick(value, language) },
      marks: [
        tagNote(plot, tags, say),
        plot.areaY(reference?.totals ?? [], {
          x: 'year',
          y1: (one: { interval80: readonly number[] }) => one.interval80[0],
          y2: (one: { interval80: readonly number[] }) => one.interval80[1],
          fill: 'var(--sw-chart-3)',
        }),
        plot.lineY(reference?.totals ?? [], { x: 'year', y: 'value', stroke: 'var(--sw-text)', strokeWidth: 2.5 }),
        ...others.flatMap(({ name, totals, symbol }) => [
          plot.lineY(totals, { x: 'year', y: 'value', stroke: 'var(--sw-chart-1)', strokeWidth: 1.5 }),
          plot.text(width < 500 ? [] : totals.slice(-1), {
            x: 'year',
            y: 'value',
            text: () => name,
            textAnchor: 'start',
            dx: 10,
            fill: 'var(--sw-text)',
          }),
          plot.dot(totals, {
            x: 'year',
            y: 'value',
            symbol,
            r: 4,
            fill: 'var(--sw-canvas)',
            stroke: 'var(--sw-chart-1)',
            strokeWidth: 1.5,
          }),
        ]),
      ],
    }),
    [reference, others, tags, say, language],
  );
  const there = reference?.totals.at(-1);
  if (!reference || !there) return null;
  const ends = others.flatMap(({ name, totals }) => {
    const end = totals.at(-1);
    return end ? [{ name, value: end.value, difference: end.value - there.value }] : [];
  });
  const widest = ends.toSorted((one, other) => Math.abs(other.difference) - Math.abs(one.difference))[0];
  const nameOf = (name: string | null) => name ?? say('scenarios.reference');
  const keys: ChartKey[] = [
    { label: say('scenarios.reference'), token: '--sw-text', look: 'line' },
    { label: say('scenarios.reference80'), token: '--sw-chart-3' },
    ...others.map(({ name, symbol }) => ({
      label: say('scenarios.key', { name, symbol: say(`scenarios.symbol.${symbol}`) }),
      token: '--sw-chart-1',
      look: 'line' as const,
    })),
  ];
  return (
    <Chart
      title={say('scenarios.picture')}
      finding={
        widest && widest.difference !== 0
          ? say('scenarios.finding', {
              year: there.year,
              name: widest.name,
              value: usd(widest.value, say, language),
              difference: signed(widest.difference, language),
              reference: millions(there.value, language),
            })
          : say('scenarios.findingSame', { year: there.year, value: usd(there.value, say, language) })
      }
      description={say('scenarios.description')}
      table={{
        headers: [
          say('fan.year'),
          ...columns.flatMap(({ name }) => [`${nameOf(name)} (${say('unitMillion')})`, `${nameOf(name)}, 80 %`]),
          say('tagColumn'),
        ],
        rows: reference.totals.map(({ year }, at) => [
          String(year),
          ...columns.flatMap(({ totals }) => {
            const total = totals[at];
            return total
              ? [millions(total.value, language), between(total.interval80, language), say(`tag.${total.tag}`)]
              : ['–', '–', '–'];
          }),
        ]),
      }}
      keys={keys}
      height={320}
      draw={draw}
    />
  );
}
