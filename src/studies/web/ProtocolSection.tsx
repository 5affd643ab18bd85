// What the protocol says: identity, criteria and amendments, and what its file left open.
import { useQuery } from '@tanstack/react-query';
import { DataTable, EmptyState, InstantText, KeyFacts, Problem, Waiting, zoneHere, type Column, type Say } from '#ui';
import { FindingList } from './FindingList.tsx';
import { plainText } from './plain-text.ts';
import { studiesApi, type ProtocolText, type StudyDetail } from './queries.ts';
import classes from './ProtocolSection.module.css';
import { useStudiesWords } from './words.ts';

type Criterion = ProtocolText['criteria'][number];
type Amendment = ProtocolText['amendments'][number];

/** The protocol section of a study's page. */
export function ProtocolSection({ study }: { readonly study: StudyDetail }) {
  const say = useStudiesWords();
  const hasProtocol = study.protocolVersions.length > 0;
  const protocol = useQuery({
    ...studiesApi.protocol.queryOptions({ input: { params: { studyId: study.id } } }),
    enabled: study.can.viewSchedule && hasProtocol,
  });
  if (!study.can.viewSchedule) return <Problem error={{ status: 403 }} />;
  if (!hasProtocol) {
    return (
      <EmptyState title={say('protocol.none')} icon="file">
        {say('protocol.noneText')}
      </EmptyState>
    );
  }
  if (protocol.error && !protocol.data) return <Problem error={protocol.error} onRetry={() => void protocol.refetch()} />;
  if (!protocol.data) return <Waiting rows={10} />;
  const text = protocol.data;
  return (
    <>
      <ProtocolFacts protocol={text} say={say} />
      <h2 className={classes.heading}>{say('protocol.criteria')}</h2>
      <Criteria criteria={text.criteria} say={say} />
      <h2 className={classes.heading}>{say('protocol.amendments')}</h2>
      <Amendments amendments={text.amendments} say={say} />
      {text.warnings.length > 0 && (
        <>
          <h2 className={classes.heading}>{say('protocol.findings', { count: text.warnings.length })}</h2>
          <FindingList findings={text.warnings} />
        </>
      )}
    </>
  );
}

function ProtocolFacts({ protocol, say }: { readonly protocol: ProtocolText; readonly say: Say }) {
  const { label, number, format, createdAt } = protocol.protocol;
  return (
    <KeyFacts
      facts={[
        ...(protocol.title ? [{ term: say('protocol.title'), value: protocol.title }] : []),
        { term: say('protocol.version'), value: label && label !== String(number) ? `${number} (${label})` : number },
        { term: say('protocol.format'), value: format },
        { term: say('protocol.imported'), value: <InstantText at={createdAt} timeZone={zoneHere()} /> },
        {
          term: say('protocol.identifiers'),
          value: protocol.identifiers.map(({ scope, value }) => (scope ? `${value} (${scope})` : value)).join('; ') || say('none'),
        },
      ]}
    />
  );
}

function Criteria({ criteria, say }: { readonly criteria: readonly Criterion[]; readonly say: Say }) {
  const categories = [...new Set(criteria.map((criterion) => criterion.category))];
  const columns: readonly Column<Criterion>[] = [
    { key: 'no', header: say('protocol.criterion'), cell: (row) => row.identifier ?? row.name, width: '80px' },
    {
      key: 'text',
      header: say('protocol.text'),
      cell: (row) => <span className={classes.text}>{plainText(row.text)}</span>,
      phone: 'plain',
    },
  ];
  if (criteria.length === 0) return <EmptyState title={say('protocol.noCriteria')}>{say('protocol.noCriteriaText')}</EmptyState>;
  return categories.map((category) => {
    const label = category ?? say('protocol.otherCriteria');
    const own = criteria.filter((criterion) => criterion.category === category);
    return (
      <section key={label}>
        <h3 className={classes.category}>{label}</h3>
        <DataTable label={label} columns={columns} rows={own} rowKey={(row) => `${own.indexOf(row)}`} empty="" />
      </section>
    );
  });
}

function Amendments({ amendments, say }: { readonly amendments: readonly Amendment[]; readonly say: Say }) {
  const columns: readonly Column<Amendment>[] = [
    { key: 'number', header: say('protocol.number'), cell: (row) => row.number ?? row.name, width: '80px' },
    {
      key: 'amendment',
      header: say('protocol.amendment'),
      cell: (row) => <span className={classes.text}>{plainText(row.summary ?? row.name)}</span>,
    },
    {
      key: 'reasons',
      header: say('protocol.reasons'),
      cell: (row) => <span className={classes.text}>{[...row.reasons, ...row.impacts].join('; ')}</span>,
    },
  ];
  return (
    <DataTable
      label={say('protocol.amendments')}
      columns={columns}
      rows={amendments}
      rowKey={(row) => `${amendments.indexOf(row)}`}
      empty={
        <EmptyState title={say('protocol.noAmendments')} icon="file">
          {say('protocol.noAmendmentsText')}
        </EmptyState>
      }
    />
  );
}
