// An invoice run: choose the last day, see what would be invoiced and what stays behind and why, then create the drafts.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Button,
  ChoiceField,
  DataTable,
  EmptyState,
  formatNumber,
  MoneyText,
  notify,
  PageHeader,
  Problem,
  TextField,
  refusalInWords,
  useGo,
  useLanguage,
  type Column,
  type Say,
} from '#ui';
import { useInvoiceWords } from './invoice-words.ts';
import classes from './money.module.css';
import { financeApi, type LeftOut, type RunGroup, type RunPreview } from './queries.ts';
import { lineColumns } from './UninvoicedPage.tsx';

/** The page. */
export function InvoiceRunPage() {
  const say = useInvoiceWords();
  const issuers = useQuery(financeApi.issuers.queryOptions({ input: {} }));
  const ready = issuers.data?.flatMap(({ id, today, particulars }) =>
    id === null || today === null ? [] : [{ value: id, label: particulars?.legalName ?? '', today }],
  );
  return (
    <>
      <PageHeader
        title={say('newRun')}
        crumbs={[
          { label: say('money'), to: '/money' },
          { label: say('invoices'), to: '/invoices' },
        ]}
        lead={say('runLead')}
      />
      {issuers.error && <Problem error={issuers.error} />}
      {ready?.length === 0 && (
        <EmptyState title={say('noIssuer')} icon="money">
          {say('noIssuerText')}
        </EmptyState>
      )}
      {ready && ready.length > 0 && <Run issuers={ready} say={say} />}
    </>
  );
}

interface RunProps {
  readonly issuers: readonly { readonly value: string; readonly label: string; readonly today: string }[];
  readonly say: Say;
}

function Run({ issuers, say }: RunProps) {
  const [issuerId, setIssuerId] = useState(issuers[0]?.value ?? '');
  const [typed, setTyped] = useState<string>();
  // Until a day is typed: today where the issuer is, which need not be today here.
  const cutOff = typed ?? issuers.find(({ value }) => value === issuerId)?.today ?? '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(cutOff);
  const preview = useQuery({ ...financeApi.previewRun.queryOptions({ input: { query: { cutOff } } }), enabled: isDay });
  return (
    <>
      <div className={classes.filters}>
        <TextField label={say('cutOff')} kind="date" value={cutOff} onChange={setTyped} required />
        <ChoiceField
          label={say('issuer')}
          value={issuerId}
          onChange={setIssuerId}
          choices={issuers.map(({ value, label }) => ({ value, label }))}
        />
      </div>
      {preview.error && <Problem error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && <Preview key={cutOff} preview={preview.data} cutOff={cutOff} issuerId={issuerId} say={say} />}
    </>
  );
}

interface PreviewProps {
  readonly preview: RunPreview;
  readonly cutOff: string;
  readonly issuerId: string;
  readonly say: Say;
}

function Preview({ preview, cutOff, issuerId, say }: PreviewProps) {
  const language = useLanguage();
  const go = useGo();
  const requests = useQueryClient();
  const { groups, leftOut, lines } = preview;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(groups.flatMap((group) => (group.can.draft ? [group.contractId] : []))),
  );
  const run = useMutation(
    financeApi.runInvoices.mutationOptions({
      onSuccess: async (drafts) => {
        notify({ tone: 'good', text: say('draftsCreated', { count: drafts.length }) });
        await requests.invalidateQueries({ queryKey: financeApi.key() });
        const [only] = drafts;
        go(drafts.length === 1 && only ? `/invoices/${only.id}` : '/invoices?status=draft');
      },
    }),
  );
  const invoices = groups
    .filter((group) => chosen.has(group.contractId))
    .map(({ contractId, lineCount, totalMinor }) => ({ contractId, lineCount, totalMinor }));
  return (
    <>
      <h2 className={classes.heading}>{say('wouldInvoice')}</h2>
      <DataTable
        label={say('wouldInvoice')}
        columns={groupColumns(say)}
        rows={groups}
        rowKey={(row) => row.contractId}
        selected={chosen}
        onSelect={setChosen}
        empty={
          <EmptyState title={say('nothingToInvoice')} icon="money">
            {say('nothingToInvoiceText')}
          </EmptyState>
        }
      />
      {run.error && <Problem error={refusalInWords(run.error, say, language)} />}
      {groups.length > 0 && (
        <p className={classes.more}>
          <Button
            loading={run.isPending}
            disabled={invoices.length === 0}
            onClick={() => run.mutate({ body: { issuerId, cutOff, siteId: null, invoices } })}
          >
            {say('createDrafts')}
          </Button>
        </p>
      )}
      {leftOut.length > 0 && (
        <>
          <h2 className={classes.heading}>{say('leftOut')}</h2>
          <DataTable
            label={say('leftOut')}
            columns={leftColumns(say, language)}
            rows={leftOut}
            rowKey={(row) => `${row.reason} ${row.currency}`}
            empty={null}
          />
        </>
      )}
      {lines.length > 0 && (
        <>
          <h2 className={classes.heading}>{say(lines.length < 500 ? 'theLines' : 'firstLines')}</h2>
          <DataTable
            label={say('theLines')}
            columns={lineColumns(say, lines).filter(({ key }) => key !== 'state')}
            rows={lines}
            rowKey={(row) => row.id}
            rowTo={(row) => `/accrual-lines/${row.id}`}
            empty={null}
          />
        </>
      )}
    </>
  );
}

function groupColumns(say: Say): readonly Column<RunGroup>[] {
  return [
    { key: 'payer', header: say('payer'), cell: (row) => row.payer },
    { key: 'study', header: say('study'), cell: (row) => row.studyCode, width: '140px' },
    { key: 'contract', header: say('contract'), cell: (row) => row.contractCode, width: '140px' },
    { key: 'lines', header: say('lineCount'), numeric: true, cell: (row) => row.lineCount, width: '90px' },
    {
      key: 'total',
      header: say('net'),
      numeric: true,
      cell: (row) => <MoneyText amountMinor={row.totalMinor} currency={row.currency} />,
      width: '160px',
    },
  ];
}

function leftColumns(say: Say, language: string): readonly Column<LeftOut>[] {
  return [
    {
      key: 'reason',
      header: say('reason'),
      cell: (row) => say(row.reason === 'payer-missing' ? 'reasons.payer-missing' : `states.${row.reason}`),
    },
    { key: 'currency', header: say('currency'), cell: (row) => row.currency, width: '110px' },
    { key: 'lines', header: say('lineCount'), numeric: true, cell: (row) => formatNumber(row.count, 0, language), width: '90px' },
    {
      key: 'total',
      header: say('amount'),
      numeric: true,
      cell: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} bare />,
      width: '160px',
    },
  ];
}
