// Deviations by kind, the most frequent first, as bars with their numbers.
import { Chart, type Drawing, wholeTicks } from '#ui';
import { useMonitoringWords } from './words.ts';

export interface DeviationPictureProps {
  readonly counts: readonly { readonly category: string; readonly count: number }[];
}

/** The picture; nothing where there is no deviation. */
export function DeviationPicture({ counts }: DeviationPictureProps) {
  const say = useMonitoringWords();
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const rows = counts.map(({ category, count }) => ({ category: say(`category.${category}`), count }));
  const [first] = rows;
  const draw: Drawing = (plot) => ({
    marginLeft: 170,
    marginRight: 40,
    x: { label: null, ticks: wholeTicks(Math.max(...rows.map(({ count }) => count))), tickFormat: 'd' },
    y: { label: null, domain: rows.map(({ category }) => category) },
    marks: [
      plot.barX(rows, { x: 'count', y: 'category', fill: 'var(--sw-chart-1)' }),
      plot.text(rows, { x: 'count', y: 'category', text: 'count', dx: 6, textAnchor: 'start', fill: 'var(--sw-text)' }),
    ],
  });
  if (!first) return null;
  return (
    <Chart
      title={say('picture.title')}
      finding={say('picture.finding', { category: first.category, part: first.count, all })}
      description={say('picture.description')}
      table={{ headers: [say('categoryTitle'), say('picture.count')], rows: rows.map(({ category, count }) => [category, `${count}`]) }}
      height={60 + rows.length * 28}
      draw={draw}
    />
  );
}
