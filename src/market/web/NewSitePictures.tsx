// A new-site case drawn: what it earned less what it cost with its band, and how the network's own study-sites earned since they opened.
import { useMemo } from 'react';
import { Chart, useLanguage, type Drawing } from '#ui';
import type { NewSiteAnswer } from './held-queries.ts';
import { usdText } from './held-names.ts';
import { shortTick } from './names.ts';
import { usePositionWords } from './position-words.ts';

type Cumulative = NonNullable<NewSiteAnswer['outcome']>['cumulative'];

/** The sum month by month. */
export function CumulativePicture({ cumulative }: { readonly cumulative: Cumulative }) {
  const say = usePositionWords();
  const language = useLanguage();
  const draw = useMemo<Drawing>(
    () => (plot, width) => ({
      marginLeft: 56,
      x: { label: null, ticks: Math.max(3, Math.floor(width / 100)) },
      y: { label: null, grid: true, tickFormat: (value: number) => shortTick(value, language) },
      marks: [
        plot.areaY(cumulative, { x: 'month', y1: 'q10', y2: 'q90', fill: 'var(--sw-chart-2)', fillOpacity: 0.55 }),
        plot.lineY(cumulative, { x: 'month', y: 'q50', stroke: 'var(--sw-chart-1)', strokeWidth: 2 }),
        plot.ruleY([0], { stroke: 'var(--sw-text)', strokeDasharray: '5 4' }),
      ],
    }),
    [cumulative, language],
  );
  const last = cumulative.at(-1);
  if (!last) return null;
  const text = (value: number) => usdText(value, language);
  return (
    <Chart
      title={say('newSite.sum.title')}
      finding={say('newSite.sum.finding', { months: last.month, q50: text(last.q50), q10: text(last.q10), q90: text(last.q90) })}
      description={say('newSite.sum.description')}
      table={{
        headers: [say('newSite.sum.month'), '10 %', say('newSite.sum.median'), '90 %'],
        rows: cumulative.map(({ month, q10, q50, q90 }) => [String(month), text(q10), text(q50), text(q90)]),
      }}
      keys={[
        { label: say('newSite.sum.median'), token: '--sw-chart-1', look: 'line' },
        { label: say('newSite.sum.band'), token: '--sw-chart-2', look: 'tint' },
        { label: say('newSite.sum.even'), token: '--sw-text', look: 'dashed' },
      ]}
      draw={draw}
    />
  );
}

/** Mean earnings by month since the opening. */
export function RampUpPicture({ history }: { readonly history: NewSiteAnswer['history'] }) {
  const say = usePositionWords();
  const language = useLanguage();
  const { rampUp, followed, inChosenAreas } = history;
  const draw = useMemo<Drawing>(
    () => (plot, width) => ({
      marginLeft: 56,
      x: {
        type: 'band',
        label: null,
        tickFormat: (month: number) => (month % Math.ceil(rampUp.length / Math.max(4, width / 60)) === 0 ? `${month}` : ''),
      },
      y: { label: null, grid: true, tickFormat: (value: number) => shortTick(value, language) },
      marks: [plot.barY(rampUp, { x: 'month', y: 'usd', fill: 'var(--sw-chart-1)' }), plot.ruleY([0], { stroke: 'var(--sw-outline)' })],
    }),
    [rampUp, language],
  );
  const most = rampUp.reduce<(typeof rampUp)[number] | undefined>((best, one) => (best && best.usd >= one.usd ? best : one), undefined);
  if (!most) return null;
  return (
    <Chart
      title={say('newSite.ramp.title')}
      finding={say(inChosenAreas ? 'newSite.ramp.findingAreas' : 'newSite.ramp.finding', {
        count: followed,
        month: most.month,
        usd: usdText(most.usd, language),
      })}
      description={say('newSite.ramp.description')}
      table={{
        headers: [say('newSite.ramp.month'), say('newSite.ramp.mean'), say('newSite.ramp.followed')],
        rows: rampUp.map(({ month, usd, followed: count }) => [String(month), usdText(usd, language), String(count)]),
      }}
      height={200}
      draw={draw}
    />
  );
}
