// Growth against size: what is large, what grows, and what adds most.
import { useMemo } from 'react';
import { Chart, useLanguage, type Drawing } from '#ui';
import { keyName, millions, percent, tick, usd } from './names.ts';
import type { Outlook } from './queries.ts';
import { NOTE_ROOM, tagNote } from './tag-dots.ts';
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

type Bubble = ReturnType<typeof bubblesOf>[number];

const HEIGHT = 360;
/** Where else a name may stand, in pixels above or below its circle's middle. */
const SHIFTS = [-20, 20, -36, 36] as const;
const LETTER = 6.6;
const LINE = 15;

interface Frame {
  readonly isLog: boolean;
  readonly width: number;
  /** Ends of the axis of growth. */
  readonly low: number;
  readonly high: number;
}

/** Names that do not stand on each other, what adds most first; the others are in the table. */
function namesApart(rows: readonly Bubble[], { isLog, width, low, high }: Frame) {
  const along = (value: number) => (isLog ? Math.log(value) : value);
  const sizes = rows.map(({ size }) => along(size));
  const [least, most] = [isLog ? Math.min(...sizes) : 0, Math.max(...sizes)];
  const across = width - 124;
  const boxes: { readonly x: number; readonly y: number; readonly half: number }[] = [];
  return rows
    .toSorted((one, other) => other.added - one.added)
    .flatMap((row) => {
      const spot = ((along(row.size) - least) / Math.max(1e-9, most - least)) * across;
      const half = (row.name.length * LETTER) / 2;
      // A name at an edge stands beside its circle's middle, on the side where there is room.
      const textAnchor = spot < half ? 'start' : spot > across - half ? 'end' : 'middle';
      const x = textAnchor === 'start' ? spot + half : textAnchor === 'end' ? spot - half : spot;
      const y = ((high - row.growth) / (high - low)) * (HEIGHT - 64);
      const isFree = (dy: number) => boxes.every((box) => Math.abs(box.x - x) > box.half + half || Math.abs(box.y - y - dy) > LINE);
      const dy = [0, ...SHIFTS].find(isFree);
      if (dy === undefined) return [];
      boxes.push({ x, y: y + dy, half });
      return [{ ...row, dy, textAnchor }];
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
    const tags = rows.map(({ tag }) => tag);
    const [low, high] = [Math.min(...rows.map(({ growth }) => growth)), Math.max(...rows.map(({ growth }) => growth))];
    const room = Math.max(0.2, (high - low) * 0.2);
    return (plot, width) => {
      const named = namesApart(rows, { isLog: isWide, width, low: low - room, high: high + room });
      return {
        marginBottom: NOTE_ROOM + 12,
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
          tagNote(plot, tags, say),
          ...[0, ...SHIFTS].flatMap((dy) =>
            (['start', 'middle', 'end'] as const).map((textAnchor) =>
              plot.text(
                named.filter((one) => one.dy === dy && one.textAnchor === textAnchor),
                {
                  x: 'size',
                  y: 'growth',
                  text: 'name',
                  dy,
                  textAnchor,
                  fill: 'var(--sw-text)',
                  stroke: 'var(--sw-canvas)',
                  strokeWidth: 3,
                },
              ),
            ),
          ),
        ],
      };
    };
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
        height={HEIGHT}
        draw={draw}
      />
      <TagLegend tags={rows.map(({ tag }) => tag)} />
    </>
  );
}
