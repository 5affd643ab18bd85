// Where the market is: countries or regions, the darker the more they are worth, with the table of them.
import { useMemo } from 'react';
import { countries, portfolioCountry, regionOf } from '#network/rules';
import { ShadedMap, useLanguage, type ShadedPlace } from '#ui';
import { limitsOf } from './map-steps.ts';
import classes from './market.module.css';
import { between, keyName, millions, percent, tick, usd } from './names.ts';
import type { Margin, Outlook } from './queries.ts';
import { tagLine } from './tag-dots.ts';
import { TagLegend } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

export interface MarketMapProps {
  readonly outlook: Outlook;
  readonly axis: 'country' | 'region';
  readonly year: number;
}

const UNKNOWN = 'Unknown';

function countriesOf(axis: MarketMapProps['axis'], { key, region }: Margin): readonly string[] {
  if (axis === 'region') return countries.filter((code) => regionOf(code) === key);
  if (!key.startsWith('Others')) return [key];
  return countries.filter((code) => regionOf(code) === region && portfolioCountry(code) !== code);
}

/** The map. What has no country stands below it in words. */
export function MarketMap({ outlook, axis, year }: MarketMapProps) {
  const say = useMarketWords();
  const language = useLanguage();
  const { parts, unknown } = useMemo(() => {
    const rows = outlook.margins[axis].filter((one) => one.year === year && one.value > 0);
    const known = rows.filter(({ key }) => key !== UNKNOWN).toSorted((one, other) => other.value - one.value);
    return { parts: known, unknown: rows.find(({ key }) => key === UNKNOWN) };
  }, [outlook, axis, year]);
  const limits = limitsOf(parts.map(({ value }) => value));
  const [first, second] = parts;
  if (!first) return null;
  const name = (key: string) => keyName(axis, key, say, language);
  const places = parts.map((part): ShadedPlace => {
    const facts = { name: name(part.key), value: usd(part.value, say, language), share: percent(part.share, language) };
    return {
      key: part.key,
      countries: countriesOf(axis, part),
      step: limits.filter((limit) => part.value >= limit).length,
      text: say('map.text', facts),
      pooled: axis === 'country' && part.key.startsWith('Others'),
    };
  });
  return (
    <>
      <ShadedMap
        title={say('map.title', { year })}
        finding={say('map.finding', {
          first: name(first.key),
          share: percent(first.share, language),
          second: name(second?.key ?? first.key),
          secondShare: percent(second?.share ?? first.share, language),
          year,
        })}
        description={say('map.description')}
        note={tagLine(
          parts.map(({ tag }) => tag),
          say,
        )}
        places={places}
        steps={stepsOf(limits, say, language)}
        pooledLabel={axis === 'country' ? say('map.pooled') : undefined}
        table={{
          headers: [
            say(`axis.${axis}`),
            `${say('fan.value')} (${say('unitMillion')})`,
            say('shares.share'),
            `${say('shares.interval')} (${say('unitMillion')})`,
            say('tagColumn'),
          ],
          rows: parts.map(({ key, value, share, interval80, tag }) => [
            name(key),
            millions(value, language),
            percent(share, language),
            between(interval80, language),
            say(`tag.${tag}`),
          ]),
        }}
      />
      <TagLegend tags={parts.map(({ tag }) => tag)} />
      {unknown && <p className={classes.quiet}>{say('map.unknown', { value: usd(unknown.value, say, language) })}</p>}
    </>
  );
}

function stepsOf(limits: readonly number[], say: ReturnType<typeof useMarketWords>, language: string): readonly string[] {
  const shown = limits.map((limit) => (limit < 1 ? millions(limit, language) : tick(limit, language)));
  const unit = say('unitMillion');
  if (shown.length === 0) return [];
  const middle = shown.slice(1).map((to, at) => say('map.step', { from: shown[at], to }));
  return [`${say('map.stepTo', { to: shown[0] })} ${unit}`, ...middle, say('map.stepFrom', { from: shown.at(-1) })];
}
