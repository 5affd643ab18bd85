// The COO's home: every study at every site, what needs somebody, and where it lies on the map.
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { LeastLikely } from '#forecasting/web';
import { NewSignals } from '#monitoring/web';
import { EmptyState, InstantText, PageHeader, Problem, SectionTabs, usePageSearch, Waiting, type Say } from '#ui';
import { FindingsStatus } from './FindingsStatus.tsx';
import { FindingsTable, foundIn } from './FindingsTable.tsx';
import { NetworkGrid } from './NetworkGrid.tsx';
import { NetworkMap } from './NetworkMap.tsx';
import { deskApi, type Overview } from './queries.ts';
import { useDeskWords } from './words.ts';

const sections = ['grid', 'findings', 'map'] as const;

/** The page. */
export function NetworkPage() {
  const say = useDeskWords();
  const network = useQuery(deskApi.desk.network.queryOptions({ input: {} }));
  if (network.data) return <Loaded overview={network.data} say={say} />;
  return (
    <>
      <PageHeader title={say('network.title')} />
      {network.error ? <Problem error={network.error} onRetry={() => void network.refetch()} /> : <Waiting rows={10} />}
    </>
  );
}

function Loaded({ overview, say }: { readonly overview: Overview; readonly say: Say }) {
  const [search] = usePageSearch();
  const active = sections.find((name) => name === search['section']) ?? 'grid';
  const found = foundIn(overview);
  const counts = { grid: overview.cells.length, findings: found.length, map: undefined };
  return (
    <>
      <PageHeader
        title={say('network.title')}
        status={<FindingsStatus overview={overview} say={say} />}
        lead={
          <>
            {say('network.lead')} <InstantText at={overview.asOf} timeZone={overview.timeZone} />
          </>
        }
      />
      <SectionTabs
        label={say('network.sections')}
        sections={sections.map((name) => ({
          label: say(`network.${name}`),
          to: `/network?section=${name}`,
          active: name === active,
          ...(counts[name] === undefined ? {} : { count: counts[name] }),
        }))}
      />
      {overview.cells.length === 0 ? (
        <EmptyState title={say('network.none')} icon="network">
          {say('network.noneText')}
        </EmptyState>
      ) : active === 'grid' ? (
        <>
          <Suspense fallback={null}>
            <LeastLikely />
          </Suspense>
          <NetworkGrid overview={overview} />
          <Suspense fallback={null}>
            <NewSignals />
          </Suspense>
        </>
      ) : active === 'findings' ? (
        <FindingsTable overview={overview} withTones />
      ) : (
        <NetworkMap overview={overview} />
      )}
    </>
  );
}
