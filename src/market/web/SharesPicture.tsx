// One cut of the market in one year: each part with its share, its 80 percent and where it comes from.
import { useMemo } from 'react';
import { Chart, useLanguage, type Drawing, type Say } from '#ui';
import { between, keyName, millions, percent, tick, usd } from './names.ts';
import type { Margin, Outlook } from './queries.ts';
import { NOTE_ROOM, tagDots, tagNote } from './tag-dots.ts';
import { TagLegend } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

/** Height of a row with its words above the bar. */
const ROW = 40;

export interface SharesPictureProps {
  readonly outlook: Outlook;
  readonly axis: keyof Outlook['margins'];
  readonly year: number;
}

/** The picture; nothing where the cut has no part with a value. */
export function SharesPicture({ outlook, axis, year }: SharesPictureProps) {
  const say = useMarketWords();
  const language = useLanguage();
  const parts = useMemo(
    () => outlook.margins[axis].filter((one) => one.year === year && one.value > 0).toSorted((one, other) => other.value - one.value),
    [outlook, axis, year],
  );
  const draw = useMemo<Drawing>(
    () => drawingOf(parts, (key) => keyName(axis, key, say, language), say, language),
    [parts, axis, say, language],
  );
  const [first, second] = parts;
  if (!first) return null;
  const name = (key: string) => keyName(axis, key, say, language);
  const sum = parts.reduce((all, { value }) => all + value, 0);
  return (
    <>
      <Chart
        title={say('shares.title', { cut: say(`axis.${axis}`), year })}
        finding={say('shares.finding', {
          first: name(first.key),
          share: percent(first.share, language),
          second: name(second?.key ?? first.key),
          secondShare: percent(second?.share ?? first.share, language),
          year,
          count: parts.length,
          total: usd(sum, say, language),
        })}
        description={say('shares.description')}
        table={tableOf(parts, outlook, name, say, language)}
        keys={[
          { label: say('shares.bar'), token: '--sw-chart-2' },
          { label: say('shares.range'), token: '--sw-text', look: 'line' },
        ]}
        height={parts.length * ROW + NOTE_ROOM + 24}
        draw={draw}
      />
      <TagLegend tags={parts.map(({ tag }) => tag)} />
    </>
  );
}

function drawingOf(parts: readonly Margin[], name: (key: string) => string, say: Say, language: string): Drawing {
  const rows = parts.map((part) => ({ ...part, low: part.interval80[0], high: part.interval80[1], words: name(part.key) }));
  const top = Math.max(...rows.map(({ high }) => high));
  return (plot, width) => ({
    marginLeft: 8,
    marginRight: 16,
    marginBottom: NOTE_ROOM + 12,
    x: {
      label: say('unitMillion'),
      labelAnchor: 'center',
      labelArrow: 'none',
      domain: [0, top * 1.02],
      grid: true,
      ticks: Math.max(3, Math.floor(width / 140)),
      tickFormat: (value: number) => tick(value, language),
    },
    y: { label: null, axis: null, domain: rows.map(({ key }) => key), padding: 0 },
    marks: [
      plot.text(rows, {
        x: 0,
        y: 'key',
        text: ({ words, share, value }: (typeof rows)[number]) => `${words} · ${percent(share, language)} · ${millions(value, language)}`,
        textAnchor: 'start',
        dy: -9,
        fill: 'var(--sw-text)',
      }),
      plot.barX(rows, { x: 'value', y: 'key', insetTop: 22, insetBottom: 6, fill: 'var(--sw-chart-2)' }),
      plot.ruleY(rows, { x1: 'low', x2: 'high', y: 'key', dy: 8, stroke: 'var(--sw-text)', strokeWidth: 1.5 }),
      ...tagDots(plot, rows, { x: 'value', y: 'key', dy: 8 }),
      tagNote(
        plot,
        rows.map(({ tag }) => tag),
        say,
      ),
    ],
  });
}

function tableOf(parts: readonly Margin[], outlook: Outlook, name: (key: string) => string, say: Say, language: string) {
  const [from, to] = [outlook.total[0]?.year, outlook.total.at(-1)?.year];
  return {
    headers: [
      say('shares.part'),
      `${say('fan.value')} (${say('unitMillion')})`,
      say('shares.share'),
      `${say('shares.interval')} (${say('unitMillion')})`,
      say('shares.growthSpan', { from, to }),
      say('tagColumn'),
    ],
    rows: parts.map(({ key, value, share, interval80, cagr, tag }) => [
      name(key),
      millions(value, language),
      percent(share, language),
      between(interval80, language),
      cagr === null ? say('shares.noGrowth') : percent(cagr, language, 2),
      say(`tag.${tag}`),
    ]),
  };
}
