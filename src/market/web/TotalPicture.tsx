// The market year by year: the line, the bands around it, published years with a mark of their own.
import { useMemo } from 'react';
import { Chart, useLanguage, type Drawing } from '#ui';
import classes from './market.module.css';
import { between, millions, tick, usd } from './names.ts';
import type { Outlook } from './queries.ts';
import { NOTE_ROOM, tagDots, tagNote } from './tag-dots.ts';
import { TagLegend } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

/** The picture. */
export function TotalPicture({ total }: { readonly total: Outlook['total'] }) {
  const say = useMarketWords();
  const language = useLanguage();
  const draw = useMemo<Drawing>(
    () => (plot, width) => {
      const band = (of: 'interval50' | 'interval80' | 'interval95', fill: string, fillOpacity: number) =>
        plot.areaY(total, {
          x: 'year',
          y1: (one: (typeof total)[number]) => one[of][0],
          y2: (one: (typeof total)[number]) => one[of][1],
          fill,
          fillOpacity,
        });
      return {
        marginLeft: 52,
        marginRight: 24,
        marginBottom: NOTE_ROOM,
        insetRight: 12,
        insetLeft: 12,
        x: { label: null, tickFormat: 'd', ticks: width < 420 ? 4 : total.length },
        y: { label: say('unitMillion'), labelArrow: 'none', grid: true, zero: true, tickFormat: (value: number) => tick(value, language) },
        marks: [
          band('interval95', 'var(--sw-chart-3)', 1),
          band('interval80', 'var(--sw-chart-2)', 0.55),
          band('interval50', 'var(--sw-chart-2)', 1),
          plot.lineY(total, { x: 'year', y: 'value', stroke: 'var(--sw-chart-1)', strokeWidth: 2 }),
          ...tagDots(plot, total, { x: 'year', y: 'value' }),
          tagNote(
            plot,
            total.map(({ tag }) => tag),
            say,
          ),
          plot.text(
            total.filter(({ tag }) => tag === 'published'),
            {
              x: 'year',
              y: 'value',
              text: (one: { value: number }) => millions(one.value, language),
              dy: -16,
              fill: 'var(--sw-text)',
              stroke: 'var(--sw-canvas)',
              strokeWidth: 4,
              fontWeight: 600,
            },
          ),
        ],
      };
    },
    [total, language, say],
  );
  const [first, last] = [total[0], total.at(-1)];
  if (!first || !last) return null;
  const span = { from: first.year, to: last.year };
  return (
    <>
      <Chart
        title={say('fan.title', span)}
        finding={say('fan.finding', {
          ...span,
          first: usd(first.value, say, language),
          firstTag: say(`tag.${first.tag}`),
          last: usd(last.value, say, language),
          lastTag: say(`tag.${last.tag}`),
          low: millions(last.interval80[0], language),
          high: millions(last.interval80[1], language),
        })}
        description={say('fan.description')}
        table={{
          headers: [
            say('fan.year'),
            `${say('fan.value')} (${say('unitMillion')})`,
            say('tagColumn'),
            say('fan.half'),
            say('fan.most'),
            say('fan.nearlyAll'),
          ],
          rows: total.map(({ year, value, tag, interval50, interval80, interval95 }) => [
            `${year}`,
            millions(value, language),
            say(`tag.${tag}`),
            between(interval50, language),
            between(interval80, language),
            between(interval95, language),
          ]),
        }}
        keys={[
          { label: say('fan.line'), token: '--sw-chart-1', look: 'line' },
          { label: say('fan.half'), token: '--sw-chart-2', look: 'fill' },
          { label: say('fan.most'), token: '--sw-chart-2', look: 'tint' },
          { label: say('fan.nearlyAll'), token: '--sw-chart-3', look: 'fill' },
        ]}
        height={320}
        draw={draw}
      />
      <TagLegend tags={total.map(({ tag }) => tag)} />
      <p className={classes.quiet}>{say('fan.note')}</p>
    </>
  );
}
