// The assumptions: every number with its spread, day and reason; a draft that shows what it does before it is held; and the versions.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personText } from '#lib';
import {
  ChoiceField,
  DataTable,
  EmptyState,
  formatDate,
  PageHeader,
  Problem,
  StatusWord,
  useAnnounce,
  useLanguage,
  usePageSearch,
  Waiting,
  type Column,
  type Say,
} from '#ui';
import { type Content, type Row, countChanges, heldContent, rowsUnder } from './assumption-draft.ts';
import { spreadText, useAssumptionNames, valueWithUnit } from './assumption-names.ts';
import { useAssumptionWords } from './assumption-words.ts';
import { AssumptionDrawer } from './AssumptionDrawer.tsx';
import { AssumptionTray } from './AssumptionTray.tsx';
import { ClaimsSection } from './ClaimsSection.tsx';
import type { AssumptionsAnswer } from './held-queries.ts';
import classes from './held.module.css';
import { MarketSections } from './MarketSections.tsx';
import { marketApi } from './queries.ts';
import { Tagged } from './TagMark.tsx';

/** The page. */
export function AssumptionsPage() {
  const say = useAssumptionWords();
  const answer = useQuery(marketApi.assumptions.queryOptions({ input: {} }));
  const { data } = answer;
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={[{ label: say('market'), to: '/market' }]}
        lead={say('lead')}
        status={
          data && (
            <StatusWord tone="neutral">{data.version === 0 ? say('asShipped') : say('version', { version: data.version })}</StatusWord>
          )
        }
      />
      <MarketSections active="assumptions" />
      {answer.error && !data && <Problem error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting rows={12} />}
      {data && <Editor key={data.version} answer={data} />}
    </>
  );
}

const groups = ['frame', 'activity', 'price', 'service', 'mix', 'growth', 'rate', 'chance'] as const;
const groupOf = ({ id }: Pick<Row, 'id'>) => id.split('.')[0];

function Editor({ answer }: { readonly answer: AssumptionsAnswer }) {
  const say = useAssumptionWords();
  const language = useLanguage();
  const names = useAssumptionNames();
  const [search, change] = usePageSearch();
  const announce = useAnnounce();
  const [draft, setDraft] = useState<Content>(() => heldContent(answer));
  const tryOut = (next: Content) => {
    setDraft(next);
    announce(say('draft.now', { count: countChanges(answer, next) }));
  };
  const [edited, setEdited] = useState<Row | null>(null);
  const group = groups.find((each) => each === search['group']);
  const rows = rowsUnder(answer, draft);
  return (
    <>
      <AssumptionTray answer={answer} draft={draft} onChange={tryOut} />
      <div className={classes.filters}>
        <ChoiceField
          label={say('group')}
          value={group ?? ''}
          choices={[{ value: '', label: say('all') }, ...groups.map((value) => ({ value, label: say(`groups.${value}`) }))]}
          onChange={(value) => change({ group: value || undefined })}
        />
      </div>
      <DataTable
        label={say('table')}
        name="assumptions"
        steady
        columns={columns(say, names, language)}
        rows={rows.filter((row) => !group || groupOf(row) === group)}
        rowKey={({ id }) => id}
        {...(answer.can.edit ? { onOpen: setEdited } : {})}
        empty={
          <EmptyState title={say('none')} icon="settings">
            {say('noneText')}
          </EmptyState>
        }
      />
      <ClaimsSection answer={answer} draft={draft} onChange={tryOut} />
      <Versions history={answer.history} say={say} language={language} />
      {edited && (
        <AssumptionDrawer
          key={edited.id}
          row={edited}
          shipped={answer.shipped.find(({ id }) => id === edited.id)}
          draft={draft}
          onChange={tryOut}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function columns(say: Say, { nameOf, reasonOf }: ReturnType<typeof useAssumptionNames>, language: string): readonly Column<Row>[] {
  const spread = (row: Row) => {
    if (row.of !== 'outlook') return '–';
    const value = spreadText(row, say, language);
    return value === null ? say('certain') : say('spread', { value });
  };
  return [
    { key: 'name', header: say('column.name'), cell: nameOf, sortBy: nameOf, width: '260px' },
    {
      key: 'value',
      header: say('column.value'),
      cell: (row) => <Tagged value={valueWithUnit(row, say, language)} tag={row.tag} />,
      value: (row) => valueWithUnit(row, say, language),
      sortBy: ({ value }) => value,
      width: '230px',
    },
    { key: 'spread', header: say('column.spread'), cell: spread, width: '130px' },
    {
      key: 'asOf',
      header: say('column.asOf'),
      cell: ({ asOf }) => formatDate(asOf, { language }),
      sortBy: ({ asOf }) => asOf,
      width: '110px',
    },
    { key: 'reason', header: say('column.reason'), cell: reasonOf, cut: reasonOf, width: '300px' },
    {
      key: 'standing',
      header: say('column.standing'),
      cell: ({ standing }) => (
        <StatusWord tone={standing === 'drafted' ? 'attention' : 'neutral'} look="plain">
          {say(`standing.${standing}`)}
        </StatusWord>
      ),
      value: ({ standing }) => say(`standing.${standing}`),
      width: '150px',
    },
  ];
}

interface VersionsProps {
  readonly history: AssumptionsAnswer['history'];
  readonly say: Say;
  readonly language: string;
}

function Versions({ history, say, language }: VersionsProps) {
  return (
    <>
      <h2 className={classes.heading}>{say('history.title')}</h2>
      <DataTable
        label={say('history.title')}
        columns={[
          { key: 'number', header: say('history.number'), cell: ({ number }) => number, width: '90px' },
          { key: 'reason', header: say('history.reason'), cell: ({ reason }) => reason },
          { key: 'changed', header: say('history.changed'), numeric: true, cell: ({ changed }) => changed, width: '200px' },
          { key: 'by', header: say('history.by'), cell: ({ by }) => personText(by, language), width: '160px' },
          { key: 'at', header: say('history.at'), cell: ({ at }) => formatDate(at.slice(0, 10), { language }), width: '120px' },
        ]}
        rows={history}
        rowKey={({ number }) => String(number)}
        empty={
          <EmptyState title={say('history.none')} icon="clock">
            {say('history.noneText')}
          </EmptyState>
        }
      />
    </>
  );
}
