// What stands on the invoices of the network's own organizations.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, DataTable, EmptyState, PageHeader, type Column, type Say } from '#ui';
import { useInvoiceWords } from './invoice-words.ts';
import { IssuerDrawer } from './IssuerDrawer.tsx';
import { MoneySections } from './MoneySections.tsx';
import { financeApi, type Issuer } from './queries.ts';

/** The page. */
export function IssuersPage() {
  const say = useInvoiceWords();
  const issuers = useQuery(financeApi.issuers.queryOptions({ input: {} }));
  const [edited, setEdited] = useState<Issuer | null>(null);
  return (
    <>
      <PageHeader title={say('issuers')} crumbs={[{ label: say('money'), to: '/money' }]} lead={say('issuersLead')} />
      <MoneySections active="issuers" />
      <DataTable
        label={say('issuers')}
        columns={columns(say, issuers.data?.some(({ can }) => can.edit) ? setEdited : undefined)}
        rows={issuers.data}
        rowKey={(row) => row.organizationId}
        error={issuers.data ? undefined : issuers.error}
        onRetry={() => void issuers.refetch()}
        empty={
          <EmptyState title={say('issuersEmpty')} icon="money">
            {say('issuersEmptyText')}
          </EmptyState>
        }
      />
      {edited && <IssuerDrawer key={`${edited.organizationId} ${edited.version}`} issuer={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function columns(say: Say, edit: ((issuer: Issuer) => void) | undefined): readonly Column<Issuer>[] {
  return [
    { key: 'name', header: say('issuer'), cell: (row) => row.organization },
    { key: 'legal', header: say('legalName'), cell: (row) => row.particulars?.legalName ?? say('notSet') },
    { key: 'invoices', header: say('invoiceFormat'), cell: (row) => row.particulars?.invoiceFormat, width: '220px' },
    { key: 'notes', header: say('creditNoteFormat'), cell: (row) => row.particulars?.creditNoteFormat, width: '220px' },
    ...(edit ? [editColumn(say, edit)] : []),
  ];
}

function editColumn(say: Say, edit: (issuer: Issuer) => void): Column<Issuer> {
  return {
    key: 'edit',
    phone: 'plain',
    header: say('edit'),
    cell: (row) =>
      row.can.edit && (
        <Button variant="default" size="xs" onClick={() => edit(row)}>
          {say('edit')}
        </Button>
      ),
    width: '100px',
  };
}
