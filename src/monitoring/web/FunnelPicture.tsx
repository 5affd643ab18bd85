// Every place against what is usual for its size, between limits that open like a funnel.
import { useMemo } from 'react';
import { Chart, formatNumber, useLanguage, type Drawing } from '#ui';
import { placeName } from './in-figures.ts';
import { useIndicatorWords } from './indicator-words.ts';
import type { IndicatorView } from './queries.ts';

/** So many places are named in the finding. */
const NAMED = 4;

function curvesOf({ limits, cuts }: Pick<IndicatorView, 'limits' | 'cuts'>) {
  return cuts.flatMap((cut, at) =>
    limits.flatMap(({ expected, at: counts }) => {
      const count = counts[at];
      return count === null || count === undefined ? [] : [{ cut, expected, ratio: count / expected }];
    }),
  );
}

/** The picture; nothing where no place has anything expected of it. */
export function FunnelPicture({ view }: { readonly view: IndicatorView }) {
  const say = useIndicatorWords();
  const language = useLanguage();
  const points = useMemo(
    () =>
      view.groups
        .filter(({ expected }) => expected > 0)
        .map((group) => ({
          expected: group.expected,
          ratio: group.numerator / group.expected,
          name: placeName(group),
          out: Boolean(group.flag),
          group,
        })),
    [view],
  );
  const outside = points.filter(({ out }) => out);
  const draw = useMemo<Drawing>(() => {
    const curves = curvesOf(view);
    const top = Math.max(2, ...points.map(({ ratio }) => ratio)) * 1.15;
    return (plot) => ({
      marginRight: 24,
      marginBottom: 44,
      x: { label: say('funnel.expected'), labelAnchor: 'center', labelArrow: 'none', grid: false, zero: true },
      y: { label: null, grid: true, domain: [0, top], clamp: true },
      marks: [
        plot.ruleY([1], { stroke: 'var(--sw-text)', strokeOpacity: 0.5 }),
        plot.lineY(
          curves.filter(({ ratio }) => ratio <= top),
          { x: 'expected', y: 'ratio', z: 'cut', stroke: 'var(--sw-context)', strokeDasharray: '5 4' },
        ),
        plot.dot(points, {
          x: 'expected',
          y: 'ratio',
          r: 4.5,
          fill: (point: { out: boolean }) => (point.out ? 'var(--sw-late)' : 'var(--sw-chart-1)'),
        }),
        plot.text(
          points.filter(({ out }) => out),
          { x: 'expected', y: 'ratio', text: 'name', dy: -11, fill: 'var(--sw-text)', stroke: 'var(--sw-canvas)', strokeWidth: 3 },
        ),
      ],
    });
  }, [view, points, say]);
  if (points.length === 0) return null;
  const names = outside.slice(0, NAMED).map(({ name }) => name);
  const listed = new Intl.ListFormat(language).format(outside.length > NAMED ? [...names, '…'] : names);
  return (
    <Chart
      title={say('funnel.title')}
      finding={say('funnel.finding', { count: outside.length, names: listed })}
      description={say('funnel.description')}
      table={{
        headers: [say('place'), say('counted'), say('funnel.expected'), say('funnel.ratio'), say('deviationsAway')],
        rows: points.map(({ name, group, ratio }) => [
          name,
          formatNumber(group.numerator, 0, language),
          formatNumber(group.expected, 1, language),
          formatNumber(ratio, 2, language),
          group.score === null ? '–' : formatNumber(group.score, 1, language),
        ]),
      }}
      keys={[
        { label: say('funnel.outside'), token: '--sw-late' },
        { label: say('funnel.inside'), token: '--sw-chart-1' },
        { label: say('funnel.limit', { cuts: view.cuts.join(', ').replaceAll('-', '−') }), token: '--sw-context', look: 'dashed' },
      ]}
      height={320}
      draw={draw}
    />
  );
}
