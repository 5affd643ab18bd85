// Growth against size: what is large, what grows, and what adds most.
import { useMemo } from 'react';
import { Chart, useLanguage, type Drawing } from '#ui';
import { keyName, millions, percent, tick, usd } from './names.ts';
import type { Outlook } from './queries.ts';
import { TagLegend } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

export interface BubblePictureProps {
  readonly outlook: Outlook;
  readonly axis: 'area' | 'country';
}

function bubblesOf({ margins, total }: Outlook, axis: BubblePictureProps['axis'], name: (key: string) => string) {
  const [from, to] = [total[0]?.year, total.at(-1)?.year];
  return margins[axis].flatMap((last) => {
    const first = margins[axis].find(({ key, year }) => key === last.key && year === from);
    if (last.year !== to || !first || last.cagr === null || last.value <= 0) return [];
    return [{ name: name(last.key), size: last.value, growth: 100 * last.cagr, added: last.value - first.value, tag: last.tag }];
  });
}

/** The picture; nothing where nothing has a growth. */
export function BubblePicture({ outlook, axis }: BubblePictureProps) {
  const say = useMarketWords();
  const language = useLanguage();
  const rows = useMemo(() => bubblesOf(outlook, axis, (key) => keyName(axis, key, say, language)), [outlook, axis, say, language]);
  const span = { from: outlook.total[0]?.year, to: outlook.total.at(-1)?.year };
  const { implied } = outlook.cagr;
  const draw = useMemo<Drawing>(() => {
    const isWide = axis === 'country';
    const named = rows.toSorted((one, other) => other.added - one.added).slice(0, isWide ? 12 : rows.length);
    const [low, high] = [Math.min(...rows.map(({ growth }) => growth)), Math.max(...rows.map(({ growth }) => growth))];
    const room = Math.max(0.2, (high - low) * 0.2);
    return (plot, width) => ({
      marginBottom: 44,
      marginRight: 40,
      insetLeft: 16,
      insetRight: 24,
      x: {
        label: `${say('bubbles.size', { to: outlook.total.at(-1)?.year })} (${say('unitMillion')})`,
        labelAnchor: 'center',
        labelArrow: 'none',
        ...(isWide ? { type: 'log' } : { zero: true }),
        ticks: width < 420 ? 3 : 6,
        tickFormat: (value: number) => tick(value, language),
      },
      y: { label: null, grid: true, domain: [low - room, high + room], tickFormat: (value: number) => percent(value / 100, language) },
      r: { range: [2, width < 420 ? 20 : 32] },
      marks: [
        plot.ruleY([100 * implied], { stroke: 'var(--sw-text)', strokeDasharray: '5 4', strokeOpacity: 0.6 }),
        plot.dot(rows, { x: 'size', y: 'growth', r: 'added', fill: 'var(--sw-chart-2)', fillOpacity: 0.6, stroke: 'var(--sw-chart-1)' }),
        plot.text(named, {
          x: 'size',
          y: 'growth',
          text: 'name',
          fill: 'var(--sw-text)',
          stroke: 'var(--sw-canvas)',
          strokeWidth: 3,
          lineWidth: 12,
        }),
      ],
    });
  }, [rows, axis, implied, outlook, say, language]);
  const fastest = rows.toSorted((one, other) => other.growth - one.growth)[0];
  const most = rows.toSorted((one, other) => other.added - one.added)[0];
  if (!fastest || !most) return null;
  return (
    <>
      <Chart
        title={say('bubbles.title')}
        finding={say('bubbles.finding', {
          first: fastest.name,
          rate: percent(fastest.growth / 100, language),
          most: most.name,
          to: span.to,
          added: usd(most.added, say, language),
        })}
        description={say('bubbles.description', { to: span.to })}
        table={{
          headers: [
            say(`axis.${axis}`),
            `${say('bubbles.size', { to: span.to })} (${say('unitMillion')})`,
            say('shares.growthSpan', span),
            `${say('bubbles.added', span)} (${say('unitMillion')})`,
            say('tagColumn'),
          ],
          rows: rows.map((row) => [
            row.name,
            millions(row.size, language),
            percent(row.growth / 100, language, 2),
            millions(row.added, language),
            say(`tag.${row.tag}`),
          ]),
        }}
        keys={[
          { label: say('bubbles.circle'), token: '--sw-chart-2', look: 'tint' },
          { label: say('bubbles.market', { rate: percent(implied, language, 2) }), token: '--sw-text', look: 'dashed' },
        ]}
        height={360}
        draw={draw}
      />
      <TagLegend tags={rows.map(({ tag }) => tag)} />
    </>
  );
}
