// The contracts of a study: whom they cover, in which currency, and which version is in force.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, DataTable, DateText, EmptyState, PageHeader, StatusWord, useGo, useMay, usePageParams, type Column, type Say } from '#ui';
import { NewContractDrawer } from './NewContractDrawer.tsx';
import { financeApi, networkApi, useStudy, type ContractLine } from './queries.ts';
import { VersionStatus } from './VersionStatus.tsx';
import { useFinanceWords } from './words.ts';

/** The page. */
export function ContractsPage() {
  const say = useFinanceWords();
  const go = useGo();
  const { studyId } = usePageParams<'studyId'>();
  const [opening, setOpening] = useState(false);
  const mayEdit = useMay('finance.edit-terms');
  const maySeeEarned = useMay('finance.view');
  const study = useStudy(studyId);
  const contracts = useQuery(financeApi.contracts.queryOptions({ input: { params: { studyId } } }));
  const payers = useQuery({
    ...networkApi.organizations.queryOptions({ input: { query: {} } }),
    staleTime: 300_000,
    enabled: useMay('network.view-organizations'),
  });
  const code = study.data?.code ?? '';
  const sites = new Map(study.data?.studySites.map((each) => [each.site.id, each.site.name]));
  const payerOf = new Map(payers.data?.map(({ id, name }) => [id, name]));
  const openButton = mayEdit && <Button onClick={() => setOpening(true)}>{say('newContract')}</Button>;
  return (
    <>
      <PageHeader
        title={say('contracts')}
        code={code}
        crumbs={[
          { label: say('money'), to: '/money' },
          { label: code || say('study'), to: `/studies/${studyId}` },
        ]}
        status={
          contracts.data && (
            <StatusWord tone={contracts.data.length > 0 ? 'good' : 'neutral'}>
              {say('contractCount', { count: contracts.data.length })}
            </StatusWord>
          )
        }
        lead={say('contractsLead')}
        {...(maySeeEarned
          ? {
              more: (
                <Button variant="default" onClick={() => go(`/studies/${studyId}/earned`)}>
                  {say('earned')}
                </Button>
              ),
            }
          : {})}
        action={openButton}
      />
      <DataTable
        label={say('contractsOf', { code })}
        name="contracts"
        columns={columns(say, sites, payerOf)}
        rows={contracts.data}
        rowKey={(row) => row.id}
        rowTo={(row) => `/contracts/${row.id}`}
        initialSort={{ column: 'code', direction: 'up' }}
        error={contracts.data ? undefined : contracts.error}
        onRetry={() => void contracts.refetch()}
        empty={
          <EmptyState title={say('noContracts')} icon="file" action={openButton || undefined}>
            {say(mayEdit ? 'noContractsText' : 'noContractsReader')}
          </EmptyState>
        }
      />
      {mayEdit && <NewContractDrawer studyId={studyId} sites={sites} payers={payerOf} opened={opening} onClose={() => setOpening(false)} />}
    </>
  );
}

function columns(say: Say, sites: ReadonlyMap<string, string>, payers: ReadonlyMap<string, string>): readonly Column<ContractLine>[] {
  const covers = (row: ContractLine) => (row.siteId === null ? say('coversAll') : (sites.get(row.siteId) ?? say('coversOne')));
  const payer = (row: ContractLine) => (row.payerId === null ? say('noPayer') : (payers.get(row.payerId) ?? ''));
  return [
    { key: 'code', header: say('contract'), cell: (row) => row.code, sortBy: (row) => row.code, width: '140px' },
    { key: 'covers', header: say('covers'), cell: covers, cut: covers },
    { key: 'payer', header: say('payer'), cell: payer, cut: payer },
    { key: 'currency', header: say('currency'), cell: (row) => row.currency, width: '90px' },
    {
      key: 'versions',
      header: say('versions'),
      numeric: true,
      cell: (row) => row.versions.length,
      sortBy: (row) => row.versions.length,
      width: '90px',
    },
    {
      key: 'newest',
      header: say('newestFrom'),
      cell: (row) => <Newest row={row} />,
      value: (row) => row.versions.at(-1)?.effectiveFrom,
      width: '130px',
    },
    {
      key: 'status',
      header: say('status'),
      cell: (row) => <VersionStatus versions={row.versions} today={row.today} look="plain" />,
      width: '290px',
    },
  ];
}

function Newest({ row }: { readonly row: ContractLine }) {
  const newest = row.versions.at(-1);
  return newest ? <DateText date={newest.effectiveFrom} /> : null;
}
