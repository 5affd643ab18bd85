// What an answer depends on: each assumption moved to both ends of its 80 percent, the widest first.
import { useMemo } from 'react';
import { Chart, formatNumber, useLanguage, type Drawing } from '#ui';
import classes from './market.module.css';
import { assumptionName, keyName, millions, tick, usd } from './names.ts';
import type { Outlook } from './queries.ts';
import { NOTE_ROOM, tagNote } from './tag-dots.ts';
import { useMarketWords } from './words.ts';

/** So many bars are drawn. */
const DRAWN = 12;
const ROW = 38;

/** The picture; nothing where no assumption moves the answer. */
export function TornadoPicture({ outlook }: { readonly outlook: Outlook }) {
  const say = useMarketWords();
  const language = useLanguage();
  const { of, answer, bars } = outlook.tornado;
  const rows = useMemo(
    () => bars.slice(0, DRAWN).map((bar) => ({ ...bar, name: assumptionName(bar.id, say, language) })),
    [bars, say, language],
  );
  const draw = useMemo<Drawing>(
    () => (plot, width) => ({
      marginLeft: 8,
      marginRight: 16,
      marginBottom: NOTE_ROOM + 12,
      x: {
        label: say('unitMillion'),
        labelAnchor: 'center',
        labelArrow: 'none',
        grid: true,
        ticks: Math.max(3, Math.floor(width / 140)),
        tickFormat: (value: number) => tick(value, language),
      },
      y: { label: null, axis: null, domain: rows.map(({ id }) => id), padding: 0 },
      marks: [
        plot.ruleX([answer], { stroke: 'var(--sw-text)', strokeDasharray: '5 4' }),
        plot.text(rows, {
          x: answer,
          y: 'id',
          text: 'name',
          frameAnchor: 'left',
          dy: -9,
          fill: 'var(--sw-text)',
          textAnchor: 'middle',
          stroke: 'var(--sw-canvas)',
          strokeWidth: 7,
        }),
        tagNote(plot, ['modelled'], say),
        plot.barX(rows, { x1: 'answerAtLow', x2: answer, y: 'id', insetTop: 20, insetBottom: 4, fill: 'var(--sw-context)' }),
        plot.barX(rows, { x1: answer, x2: 'answerAtHigh', y: 'id', insetTop: 20, insetBottom: 4, fill: 'var(--sw-chart-1)' }),
      ],
    }),
    [rows, answer, say, language],
  );
  const [first] = rows;
  if (!first) return null;
  const [low, high] = [first.answerAtLow, first.answerAtHigh].toSorted((one, other) => one - other);
  return (
    <>
      <Chart
        title={say('tornado.title')}
        finding={say('tornado.finding', {
          count: bars.length,
          first: first.name,
          what: keyName(of.axis, of.key, say, language),
          year: of.year,
          low: millions(low ?? 0, language),
          high: usd(high ?? 0, say, language),
        })}
        description={say('tornado.description')}
        table={{
          headers: [
            say('tornado.assumption'),
            say('tornado.lowEnd'),
            say('tornado.highEnd'),
            `${say('tornado.atLow')} (${say('unitMillion')})`,
            `${say('tornado.atHigh')} (${say('unitMillion')})`,
            say('tagColumn'),
          ],
          rows: bars.map((bar) => [
            assumptionName(bar.id, say, language),
            formatNumber(Number(bar.low.toPrecision(4)), undefined, language),
            formatNumber(Number(bar.high.toPrecision(4)), undefined, language),
            millions(bar.answerAtLow, language),
            millions(bar.answerAtHigh, language),
            say(`tag.${outlook.assumptions.find(({ id }) => id === bar.id)?.tag ?? 'assumed'}`),
          ]),
        }}
        keys={[
          { label: say('tornado.low'), token: '--sw-context' },
          { label: say('tornado.high'), token: '--sw-chart-1' },
          { label: say('tornado.answer', { value: usd(answer, say, language) }), token: '--sw-text', look: 'dashed' },
        ]}
        height={rows.length * ROW + NOTE_ROOM + 24}
        draw={draw}
      />
      {bars.length > DRAWN && <p className={classes.under}>{say('tornado.shown', { shown: DRAWN, count: bars.length })}</p>}
    </>
  );
}
