// Registry activity: every count of files with what it held, how old it is, and which outlook stands on it.
import { useQuery } from '@tanstack/react-query';
import {
  Button,
  DataTable,
  DateText,
  EmptyState,
  formatNumber,
  InstantText,
  PageHeader,
  StatusWord,
  useGo,
  useLanguage,
  zoneHere,
  type Column,
  type Say,
} from '#ui';
import { filesText, type Activity, type Import } from './activity-queries.ts';
import { useActivityWords } from './activity-words.ts';
import { ChoiceSaid, ChooseActivity } from './ChooseActivity.tsx';
import { MarketSections } from './MarketSections.tsx';
import { marketApi } from './queries.ts';
import { TagLegend } from './TagMark.tsx';
import { WhatToFetch } from './WhatToFetch.tsx';

/** The page. */
export function ActivityPage() {
  const say = useActivityWords();
  const language = useLanguage();
  const go = useGo();
  const activity = useQuery(marketApi.activity.queryOptions({ input: {} }));
  const { data } = activity;
  const mayRun = data?.can.run === true;
  const send = <Button onClick={() => go('/market/activity/new')}>{say('add')}</Button>;
  const isEmpty = data?.imports.length === 0;
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={[{ label: say('market'), to: '/market' }]}
        lead={say('lead')}
        status={data && <Standing of={data} />}
        action={mayRun && !isEmpty && send}
        more={mayRun && data.imports.some(({ isInForce }) => isInForce) && <ChooseActivity importId={null} />}
      />
      <MarketSections active="activity" />
      {data?.choice && <ChoiceSaid of={data.choice} />}
      <DataTable
        label={say('imports')}
        name="activity"
        columns={columns(say, language)}
        rows={data?.imports}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/market/activity/${id}`}
        error={data ? undefined : activity.error}
        onRetry={() => void activity.refetch()}
        empty={
          <EmptyState title={say('none')} icon="globe" action={mayRun && send}>
            <p>
              {!mayRun && say('noneAsk')} {say('noneText')}
            </p>
            <WhatToFetch />
          </EmptyState>
        }
      />
      {data && !isEmpty && <TagLegend tags={['counted']} />}
    </>
  );
}

function Standing({ of: { imports, choice } }: { readonly of: Activity }) {
  const say = useActivityWords();
  const isOnCount = imports.some(({ isInForce }) => isInForce);
  const word = isOnCount ? (choice ? 'standsOnChosen' : 'standsOn') : 'standsOnShipped';
  return <StatusWord tone={isOnCount ? 'good' : 'neutral'}>{say(word)}</StatusWord>;
}

function countColumn(key: 'studies' | 'duplicates' | 'countries', say: Say, language: string): Column<Import> {
  const of = ({ counts }: Import) => counts[key] ?? 0;
  return { key, header: say(`column.${key}`), numeric: true, cell: (row) => formatNumber(of(row), 0, language), value: of, width: '95px' };
}

function columns(say: Say, language: string): readonly Column<Import>[] {
  const standing = ({ outlook }: Import) => say(`outlook.${outlook ? (outlook.isShown ? 'present' : 'past') : 'none'}`);
  const names = (row: Import) => row.files.map(({ name }) => name).join(', ');
  return [
    { key: 'files', header: say('column.files'), cell: (row) => filesText(row, say), value: names, cut: names },
    {
      key: 'digest',
      header: say('column.digest'),
      cell: ({ fileSha256 }) => fileSha256.slice(0, 12),
      value: ({ fileSha256 }) => fileSha256,
      cut: ({ fileSha256 }) => fileSha256,
      width: '120px',
    },
    countColumn('studies', say, language),
    countColumn('duplicates', say, language),
    {
      key: 'facilities',
      header: say('column.facilities'),
      numeric: true,
      cell: ({ counts }) => formatNumber(counts['facilityRows'] ?? 0, 0, language),
      value: ({ counts }) => counts['facilityRows'] ?? 0,
      width: '95px',
    },
    countColumn('countries', say, language),
    {
      key: 'warnings',
      header: say('column.warnings'),
      numeric: true,
      cell: ({ counts }) => formatNumber(counts['faults'] ?? 0, 0, language),
      value: ({ counts }) => counts['faults'] ?? 0,
      width: '90px',
    },
    {
      key: 'asOf',
      header: say('column.asOf'),
      cell: ({ asOf }) => (asOf === null ? say('unknownDay') : <DateText date={asOf} />),
      value: ({ asOf }) => asOf ?? '',
      width: '120px',
    },
    {
      key: 'counted',
      header: say('column.counted'),
      cell: ({ importedAt }) => <InstantText at={importedAt} timeZone={zoneHere()} />,
      value: ({ importedAt }) => importedAt,
      width: '190px',
    },
    { key: 'outlook', header: say('column.outlook'), cell: standing, value: standing, width: '130px' },
  ];
}
