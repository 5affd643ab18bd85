// What follows from the position, the most at stake first: each says what, why, and the figures that speak for it.
import { useQuery } from '@tanstack/react-query';
import { EmptyState, formatNumber, PageHeader, Problem, useLanguage, Waiting, type Say } from '#ui';
import type { Recommendation } from './held-queries.ts';
import { percentText, type NameOf, usdText, useKeyNames } from './held-names.ts';
import classes from './held.module.css';
import { MarketSections } from './MarketSections.tsx';
import { usd } from './names.ts';
import { usePositionWords } from './position-words.ts';
import { marketApi } from './queries.ts';
import { Tagged } from './TagMark.tsx';
import { useMarketWords } from './words.ts';

/** The page. */
export function RecommendationsPage() {
  const say = usePositionWords();
  const answer = useQuery(marketApi.recommendations.queryOptions({ input: {} }));
  const { data } = answer;
  return (
    <>
      <PageHeader
        title={say('todo.title')}
        crumbs={[
          { label: say('market'), to: '/market' },
          { label: say('position'), to: '/market/position' },
        ]}
        lead={say('todo.lead')}
      />
      <MarketSections active="recommendations" />
      {answer.error && !data && <Problem error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting rows={10} />}
      {data?.recommendations.length === 0 && (
        <EmptyState title={say('todo.none')} icon="flag">
          {say('todo.noneText')}
        </EmptyState>
      )}
      {data && data.recommendations.length > 0 && (
        <ol className={classes.list}>
          {data.recommendations.map((each) => (
            <Told key={`${each.code} ${JSON.stringify(each.facts)}`} recommendation={each} />
          ))}
        </ol>
      )}
    </>
  );
}

function Told({ recommendation }: { readonly recommendation: Recommendation }) {
  const [say, market, name, language] = [usePositionWords(), useMarketWords(), useKeyNames(), useLanguage()];
  const { code, atStake, figures } = recommendation;
  const facts = factsInWords(recommendation, name);
  return (
    <li>
      <h2 className={classes.small}>{say(`todo.${code}.what`, facts)}</h2>
      <p>{say(`todo.${code}.why`, facts)}</p>
      <p className={classes.quiet}>{say('todo.atStake', { usd: usdText(atStake, language) })}</p>
      <dl className={classes.figures} aria-label={say('todo.figures')}>
        {figures.map((figure) => (
          <div key={figure.name}>
            <dt>{say(`todo.figure.${figure.name}`)}</dt>
            <dd>
              <Tagged value={figureText(figure, say, (value) => usd(value, market, language), language)} tag={figure.tag} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** The facts of a recommendation with keys of the market in words. */
export function factsInWords(
  { code, facts }: Pick<Recommendation, 'code' | 'facts'>,
  name: NameOf,
): Readonly<Record<string, string | number>> {
  const { area, country, cut, key } = facts;
  const axis =
    cut === 'country' || code === 'spread-over-countries' ? 'country' : cut === 'area' || code === 'spread-over-areas' ? 'area' : null;
  return {
    ...facts,
    ...(typeof area === 'string' ? { area: name('area', area) } : {}),
    ...(typeof country === 'string' ? { country: name('country', country) } : {}),
    ...(typeof key === 'string' && axis ? { key: name(axis, key) } : {}),
  };
}

function figureText(
  { value, unit }: Recommendation['figures'][number],
  say: Say,
  million: (value: number) => string,
  language: string,
): string {
  if (unit === 'USD') return usdText(value, language);
  if (unit === 'USD million') return million(value);
  if (unit === 'fraction') return percentText(value, language);
  const number = formatNumber(value, Number.isInteger(value) || unit !== 'count' ? 0 : 1, language);
  return unit === 'days' ? say('todo.days', { count: number }) : number;
}
