// The page of the market's segments.
import { useQuery } from '@tanstack/react-query';
import { PageHeader, Problem, Waiting } from '#ui';
import { MarketSections } from './MarketSections.tsx';
import { marketApi } from './queries.ts';
import { useMarketWords } from './words.ts';

/** The page. */
export function SegmentsPage() {
  const say = useMarketWords();
  const answer = useQuery(marketApi.outlook.queryOptions({ input: { query: {} } }));
  return (
    <>
      <PageHeader title={say('segments.title')} lead={say('segments.lead')} />
      <MarketSections active="segments" />
      {!answer.data && (answer.error ? <Problem error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting rows={10} />)}
    </>
  );
}
