// One invoice or credit note: what it is, its lines, its paper, and the next step of its life.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { HistoryButton } from '#audit/web';
import { useState } from 'react';
import {
  Button,
  DataTable,
  DateText,
  KeyFacts,
  MoneyText,
  notify,
  PageHeader,
  PageLink,
  Problem,
  StatusWord,
  Waiting,
  refusalInWords,
  useGo,
  useLanguage,
  usePageParams,
  type Column,
  type Fact,
  type Say,
} from '#ui';
import { isWholeVisit } from '../rules.ts';
import { useInvoiceWords } from './invoice-words.ts';
import { IssuePreview } from './IssuePreview.tsx';
import { CorrectionDrawer, type Correction } from './CorrectionDrawer.tsx';
import { statusTones } from './InvoicesPage.tsx';
import classes from './money.module.css';
import { financeApi, type Invoice, type InvoiceLine } from './queries.ts';

/** The page. */
export function InvoicePage() {
  const { invoiceId } = usePageParams<'invoiceId'>();
  const invoice = useQuery(financeApi.invoice.queryOptions({ input: { params: { invoiceId } } }));
  if (invoice.error) return <Problem error={invoice.error} onRetry={() => void invoice.refetch()} />;
  return invoice.data ? <Shown key={invoice.data.version} invoice={invoice.data} /> : <Waiting rows={8} />;
}

function useSteps(invoice: Invoice, say: Say) {
  const requests = useQueryClient();
  const go = useGo();
  const done = (key: string) => ({
    onSuccess: async (after: Invoice) => {
      notify({ tone: 'good', text: say(key, { number: after.number ?? '' }) });
      await requests.invalidateQueries({ queryKey: financeApi.key() });
    },
  });
  const renewed = { onSuccess: () => requests.invalidateQueries({ queryKey: financeApi.key() }) };
  const target = { params: { invoiceId: invoice.id }, headers: { 'if-match': String(invoice.version) } };
  const issue = useMutation(financeApi.issueInvoice.mutationOptions(done('issued')));
  const send = useMutation(financeApi.sendInvoice.mutationOptions(done('wasSent')));
  const remove = useMutation(financeApi.removeInvoiceLines.mutationOptions(renewed));
  const discard = useMutation(
    financeApi.discardInvoice.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('discarded') });
        go('/invoices');
        await requests.invalidateQueries({ queryKey: financeApi.key() });
      },
    }),
  );
  return { target, issue, send, remove, discard };
}

function Shown({ invoice }: { readonly invoice: Invoice }) {
  const say = useInvoiceWords();
  const language = useLanguage();
  const steps = useSteps(invoice, say);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [correction, setCorrection] = useState<Correction | null>(null);
  const [isIssuing, setIssuing] = useState(false);
  const { can } = invoice;
  const error = steps.send.error ?? steps.remove.error ?? steps.discard.error;
  const choosable = can.edit || can.credit;
  return (
    <>
      <PageHeader
        title={say(titleOf(invoice))}
        {...(invoice.number ? { code: invoice.number } : {})}
        crumbs={[
          { label: say('money'), to: '/money' },
          { label: say('invoices'), to: '/invoices' },
        ]}
        status={<StatusWord tone={statusTones[invoice.status]}>{say(`statuses.${invoice.status}`)}</StatusWord>}
        lead={can.issue ? say('issueWhat') : invoice.reason}
        more={
          <>
            <HistoryButton recordId={invoice.id} of={invoice.number ?? say('invoice')} back={`/invoices/${invoice.id}`} />
            {invoice.pdfSha256 && (
              <a href={`/api/invoices/${invoice.id}/pdf`} className={classes.download} download>
                {say('pdf')}
              </a>
            )}
            {can.void && (
              <Button variant="default" onClick={() => setCorrection('void')}>
                {say('void')}
              </Button>
            )}
            {can.credit && (
              <Button variant="default" onClick={() => setCorrection('credit')}>
                {say('credit')}
              </Button>
            )}
            {can.edit && (
              <Button variant="default" loading={steps.discard.isPending} onClick={() => steps.discard.mutate(steps.target)}>
                {say('discard')}
              </Button>
            )}
          </>
        }
        action={!isIssuing && <NextStep invoice={invoice} steps={steps} onIssue={() => setIssuing(true)} say={say} />}
      />
      {error && <Problem error={refusalInWords(error, say, language)} />}
      {isIssuing && (
        <IssuePreview
          invoice={invoice}
          issue={steps.issue}
          onConfirm={() => steps.issue.mutate(steps.target)}
          onClose={() => {
            setIssuing(false);
            steps.issue.reset();
          }}
        />
      )}
      <KeyFacts facts={factsOf(invoice, say)} />
      <DataTable
        label={say('linesOf', { number: invoice.number ?? say('draft') })}
        columns={columns(invoice, say)}
        rows={invoice.lines}
        rowKey={(row) => row.id}
        {...(choosable ? { selected: chosen, onSelect: setChosen, unselectable: (row: InvoiceLine) => creditedOn(invoice, row, say) } : {})}
        footer={{ number: say('total'), amount: <MoneyText amountMinor={invoice.netMinor} currency={invoice.currency} bare /> }}
        empty={null}
      />
      {can.edit && chosen.size > 0 && (
        <p className={classes.more}>
          <Button
            variant="default"
            loading={steps.remove.isPending}
            onClick={() => steps.remove.mutate({ ...steps.target, body: { lineIds: [...chosen] } })}
          >
            {say('removeLines')}
          </Button>
        </p>
      )}
      <CorrectionDrawer invoice={invoice} correction={correction} chosen={[...chosen]} onClose={() => setCorrection(null)} />
    </>
  );
}

function titleOf(invoice: Invoice): string {
  if (invoice.kind === 'credit-note') return 'creditNote';
  return invoice.status === 'draft' ? 'draftInvoice' : 'invoice';
}

// Why a line cannot be credited again; an invoice that may be credited is edited no more, so nothing else bars a line.
function creditedOn(invoice: Invoice, line: InvoiceLine, say: Say): string | undefined {
  if (line.creditedById === null) return undefined;
  return say('alreadyCredited', { number: noteNumber(invoice, line) });
}

function noteNumber(invoice: Invoice, line: InvoiceLine): string {
  return invoice.creditNotes.find((note) => note.id === line.creditedById)?.number ?? '';
}

interface NextStepProps {
  readonly invoice: Invoice;
  readonly steps: ReturnType<typeof useSteps>;
  readonly onIssue: () => void;
  readonly say: Say;
}

function NextStep({ invoice, steps, onIssue, say }: NextStepProps) {
  const { send, target } = steps;
  if (invoice.can.issue) return <Button onClick={onIssue}>{say('issue')}</Button>;
  if (!invoice.can.send) return null;
  return (
    <Button loading={send.isPending} onClick={() => send.mutate({ ...target, body: {} })}>
      {say('send')}
    </Button>
  );
}

function factsOf(invoice: Invoice, say: Say): readonly Fact[] {
  const amount = (amountMinor: string) => <MoneyText amountMinor={amountMinor} currency={invoice.currency} />;
  const day = (key: string, date: string | null): Fact[] => (date === null ? [] : [{ term: say(key), value: <DateText date={date} /> }]);
  const notes = invoice.creditNotes.map((note) => (
    <PageLink key={note.id} to={`/invoices/${note.id}`}>
      {note.number}{' '}
    </PageLink>
  ));
  return [
    { term: say('total'), value: amount(invoice.totalMinor), note: invoice.taxLabel ? `${invoice.taxLabel}` : undefined },
    ...(invoice.taxMinor === '0' ? [] : [{ term: say('tax'), value: amount(invoice.taxMinor) }]),
    { term: say('payer'), value: invoice.payer },
    { term: say('issuer'), value: invoice.issuer },
    { term: say('study'), value: <PageLink to={`/studies/${invoice.studyId}/earned`}>{invoice.studyCode}</PageLink> },
    { term: say('contract'), value: <PageLink to={`/contracts/${invoice.contractId}`}>{invoice.contractCode}</PageLink> },
    ...day('issuedOn', invoice.issuedOn),
    ...(invoice.kind === 'invoice' ? day('dueOn', invoice.dueOn) : []),
    ...day('sentOn', invoice.sentOn),
    ...(invoice.credits
      ? [{ term: say('credits'), value: <PageLink to={`/invoices/${invoice.credits.id}`}>{invoice.credits.number}</PageLink> }]
      : []),
    ...(notes.length > 0 ? [{ term: say('creditedBy'), value: notes }] : []),
  ];
}

function columns(invoice: Invoice, say: Say): readonly Column<InvoiceLine>[] {
  return [
    { key: 'number', header: say('participant'), cell: (row) => row.subjectNumber, width: '130px' },
    { key: 'visit', header: say('visit'), cell: (row) => row.visitName, width: '200px' },
    { key: 'date', header: say('serviceDate'), cell: (row) => <DateText date={row.serviceDate} />, width: '130px' },
    { key: 'procedure', header: say('procedure'), cell: (row) => (isWholeVisit(row) ? say('visitFee') : row.label) },
    {
      key: 'amount',
      header: say('amount'),
      unit: invoice.currency,
      numeric: true,
      cell: (row) => (
        <PageLink to={`/accrual-lines/${row.accrualLineId}`} title={say('why')}>
          <MoneyText amountMinor={row.amountMinor} currency={invoice.currency} bare />
        </PageLink>
      ),
      width: '140px',
    },
    ...(invoice.creditNotes.length > 0 ? [creditedColumn(invoice, say)] : []),
  ];
}

function creditedColumn(invoice: Invoice, say: Say): Column<InvoiceLine> {
  return {
    key: 'credited',
    header: say('credited'),
    cell: (row) => row.creditedById && <PageLink to={`/invoices/${row.creditedById}`}>{noteNumber(invoice, row)}</PageLink>,
    width: '150px',
  };
}
