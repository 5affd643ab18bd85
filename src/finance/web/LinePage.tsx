// Why this amount: the clause and version that agree it, what went in, the arithmetic step by step, and where it was posted.
import { useQuery } from '@tanstack/react-query';
import {
  Button,
  DataTable,
  DateText,
  formatMinor,
  InstantText,
  KeyFacts,
  MoneyText,
  PageHeader,
  PageLink,
  Problem,
  useGo,
  useMay,
  usePageParams,
  Waiting,
  type Column,
  type Fact,
  type Say,
} from '#ui';
import { Arithmetic } from './Arithmetic.tsx';
import { Standing } from './EarnedLines.tsx';
import { visitNameOfLine } from './line-words.ts';
import classes from './money.module.css';
import { financeApi, useStudy, type WhyLine } from './queries.ts';
import { useFinanceWords } from './words.ts';

/** The page of one line. */
export function LinePage() {
  const say = useFinanceWords();
  const { lineId } = usePageParams<'lineId'>();
  const line = useQuery(financeApi.line.queryOptions({ input: { params: { lineId } } }));
  if (line.data) return <Why line={line.data} say={say} />;
  if (!line.error) return <Waiting rows={10} />;
  return (
    <>
      <PageHeader title={say('why')} crumbs={[{ label: say('money'), to: '/money' }]} />
      <Problem error={line.error} onRetry={() => void line.refetch()} />
    </>
  );
}

function Why({ line, say }: { readonly line: WhyLine; readonly say: Say }) {
  const go = useGo();
  const mayVisit = useMay('visits.view');
  const study = useStudy(line.studyId);
  const participant = line.subjectNumber;
  const visit = visitNameOfLine(line, (cycle) => say('cycle', { cycle }));
  const amount = `${formatMinor(line.amountMinor, line.currency)} ${line.currency}`;
  return (
    <>
      <PageHeader
        title={say('whyAmount', { amount })}
        code={[participant, visit].filter(Boolean).join(' ')}
        crumbs={[
          { label: say('money'), to: '/money' },
          { label: study.data?.code ?? say('study'), to: `/studies/${line.studyId}` },
          { label: say('earned'), to: `/studies/${line.studyId}/earned` },
        ]}
        status={<Standing line={line} look="tinted" />}
        lead={say(`kindLead.${line.kind}`, { clause: line.why.clause })}
        {...(mayVisit && line.visitId !== null
          ? {
              action: (
                <Button variant="default" onClick={() => go(`/visits/${line.visitId}`)}>
                  {say('openVisit')}
                </Button>
              ),
            }
          : {})}
      />
      <Reversal line={line} say={say} />
      <KeyFacts facts={factsOf(line, participant, line.siteName, say)} />
      <Arithmetic line={line} say={say} />
      <h2 className={classes.heading}>{say('postings')}</h2>
      <Postings line={line} say={say} />
    </>
  );
}

function factsOf(line: WhyLine, participant: string | undefined, site: string | undefined, say: Say): readonly Fact[] {
  return [
    { term: say('clause'), value: line.why.clause },
    {
      term: say('contract'),
      value: (
        <PageLink to={`/contracts/${line.contractId}?version=${line.contractVersion}`}>
          {say('contractVersion', { code: line.contractCode, number: line.contractVersion })}
        </PageLink>
      ),
      note: (
        <>
          {say('effectiveFrom')} <DateText date={line.why.effectiveFrom} />
        </>
      ),
    },
    { term: say('serviceDate'), value: <DateText date={line.serviceDate} weekday timeZone={line.timeZone} /> },
    ...(participant ? [{ term: say('participant'), value: <PageLink to={`/subjects/${line.subjectId}`}>{participant}</PageLink> }] : []),
    ...(site ? [{ term: say('site'), value: site }] : []),
    { term: say('recorded'), value: <InstantText at={line.recordedAt} timeZone={line.timeZone} /> },
  ];
}

function Reversal({ line, say }: { readonly line: WhyLine; readonly say: Say }) {
  const { reversesId, reversedById } = line;
  if (reversesId === null && reversedById === null) return null;
  return (
    <ul className={classes.lines}>
      {reversesId && (
        <li>
          {say('reversesText')} <PageLink to={`/accrual-lines/${reversesId}`}>{say('seeReversed')}</PageLink>
        </li>
      )}
      {reversedById && (
        <li>
          {say('reversedText')} <PageLink to={`/accrual-lines/${reversedById}`}>{say('seeReversal')}</PageLink>
        </li>
      )}
    </ul>
  );
}

type Posting = WhyLine['journal']['postings'][number];

function Postings({ line, say }: { readonly line: WhyLine; readonly say: Say }) {
  const { postings, effectiveDate } = line.journal;
  const side = (row: Posting, isDebit: boolean) =>
    row.amountMinor.startsWith('-') === !isDebit && (
      <MoneyText amountMinor={row.amountMinor.replace('-', '')} currency={row.currency} bare />
    );
  const total = (isDebit: boolean) =>
    postings
      .filter((row) => row.amountMinor.startsWith('-') === !isDebit)
      .reduce((sum, row) => sum + BigInt(row.amountMinor.replace('-', '')), 0n)
      .toString();
  const columns: readonly Column<Posting>[] = [
    { key: 'account', header: say('account'), cell: (row) => say(`accounts.${row.account}`) },
    { key: 'debit', header: say('debit'), unit: line.currency, numeric: true, cell: (row) => side(row, true), width: '140px' },
    { key: 'credit', header: say('credit'), unit: line.currency, numeric: true, cell: (row) => side(row, false), width: '140px' },
  ];
  const net = postings.reduce((sum, row) => sum + BigInt(row.amountMinor), 0n);
  return (
    <>
      <p className={classes.words}>
        {say('postedOn')} <DateText date={effectiveDate} weekday />. {say(net === 0n ? 'balanced' : 'unbalanced')}
      </p>
      <DataTable
        label={say('postings')}
        columns={columns}
        rows={postings}
        rowKey={(row) => row.account}
        empty={null}
        footer={{
          account: say('sum'),
          debit: <MoneyText amountMinor={total(true)} currency={line.currency} bare />,
          credit: <MoneyText amountMinor={total(false)} currency={line.currency} bare />,
        }}
      />
    </>
  );
}
