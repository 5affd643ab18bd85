// The page of the market's scenarios.
import { useQuery } from '@tanstack/react-query';
import { PageHeader, Problem, Waiting } from '#ui';
import { MarketSections } from './MarketSections.tsx';
import { marketApi } from './queries.ts';
import { useMarketWords } from './words.ts';

/** The page. */
export function ScenariosPage() {
  const say = useMarketWords();
  const answer = useQuery(marketApi.outlook.queryOptions({ input: { query: {} } }));
  return (
    <>
      <PageHeader title={say('scenarios.title')} lead={say('scenarios.lead')} />
      <MarketSections active="scenarios" />
      {!answer.data && (answer.error ? <Problem error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting rows={10} />)}
    </>
  );
}
