// The book of evidence: every record with its source and kind of figure, where records contradict each other, and the way to add one.
import { useQuery } from '@tanstack/react-query';
import {
  Button,
  ChoiceField,
  DataTable,
  EmptyState,
  PageHeader,
  Problem,
  StatusWord,
  useGo,
  useLanguage,
  usePageSearch,
  type Column,
  type Say,
  type Tone,
} from '#ui';
import { evidenceKinds } from '../contract/words.ts';
import { ContradictionList } from './ContradictionList.tsx';
import { useEvidenceWords } from './evidence-words.ts';
import type { Book, Entry } from './held-queries.ts';
import { type NameOf, useKeyNames } from './held-names.ts';
import { useHeldWords } from './held-words.ts';
import classes from './held.module.css';
import { MarketSections } from './MarketSections.tsx';
import { marketApi } from './queries.ts';
import { useClaims, useSources } from './shipped-claims.ts';
import { Tagged } from './TagMark.tsx';
import { valueText } from './value-text.ts';

const states = ['counts', 'superseded', 'withdrawn'] as const;

/** The page. */
export function EvidencePage() {
  const say = useEvidenceWords();
  const go = useGo();
  const book = useQuery(marketApi.evidence.queryOptions({ input: {} }));
  const { data } = book;
  const count = data?.contradictions.length ?? 0;
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={[{ label: say('market'), to: '/market' }]}
        lead={say('lead')}
        status={
          data && (
            <StatusWord tone={count > 0 ? 'attention' : 'good'}>
              {count > 0 ? say('contradictions', { count }) : say('noContradictions')}
            </StatusWord>
          )
        }
        action={data?.can.edit && <Button onClick={() => go('/market/evidence/new')}>{say('add')}</Button>}
      />
      <MarketSections active="evidence" />
      {book.error && !data && <Problem error={book.error} onRetry={() => void book.refetch()} />}
      {data && count > 0 && (
        <section aria-label={say('contradictionsTitle')}>
          <h2 className={classes.heading}>{say('contradictionsTitle')}</h2>
          <ContradictionList contradictions={data.contradictions} known={new Set(data.entries.map(({ record }) => record.id))} />
        </section>
      )}
      {!book.error && <Records book={data} say={say} />}
    </>
  );
}

function Records({ book, say }: { readonly book: Book | undefined; readonly say: Say }) {
  const [search, change] = usePageSearch();
  const [held, name, language, claims, sources] = [useHeldWords(), useKeyNames(), useLanguage(), useClaims(), useSources()];
  const kind = evidenceKinds.find((each) => each === search['kind']);
  const state = states.find((each) => each === search['state']);
  const rows = book?.entries.filter((entry) => (!kind || entry.record.kind === kind) && (!state || entry.state === state));
  const contradicted = new Set(book?.contradictions.flatMap(({ records }) => records));
  return (
    <>
      <div className={classes.filters}>
        <ChoiceField
          label={say('filter.kind')}
          value={kind ?? ''}
          choices={[{ value: '', label: say('filter.all') }, ...evidenceKinds.map((value) => ({ value, label: say(`kind.${value}`) }))]}
          onChange={(value) => change({ kind: value || undefined })}
        />
        <ChoiceField
          label={say('filter.state')}
          value={state ?? ''}
          choices={[{ value: '', label: say('filter.all') }, ...states.map((value) => ({ value, label: say(`state.${value}`) }))]}
          onChange={(value) => change({ state: value || undefined })}
        />
      </div>
      <DataTable
        label={say('records')}
        name="evidence"
        steady
        columns={columns({
          say,
          held,
          name,
          language,
          contradicted,
          claimOf: (entry) => claims(entry.record).claim,
          sourceOf: (entry) => sources(entry.record).whole,
        })}
        rows={rows}
        rowKey={({ record }) => record.id}
        rowTo={({ record }) => `/market/evidence/${record.id}`}
        empty={
          <EmptyState title={say('none')} icon="book">
            {say('noneText')}
          </EmptyState>
        }
      />
    </>
  );
}

interface Shown {
  readonly say: Say;
  readonly held: Say;
  readonly name: NameOf;
  readonly language: string;
  readonly contradicted: ReadonlySet<string>;
  readonly claimOf: (entry: Entry) => string;
  readonly sourceOf: (entry: Entry) => string;
}

function columns({ say, held, name, language, contradicted, claimOf, sourceOf: source }: Shown): readonly Column<Entry>[] {
  // A company's name is its claim already.
  const value = ({ record }: Entry) => (record.kind === 'company' ? '–' : valueText(record, name, held, language));
  return [
    {
      key: 'claim',
      header: say('column.claim'),
      cell: (entry) => <span className={entry.state === 'counts' ? undefined : classes.ended}>{claimOf(entry)}</span>,
      value: claimOf,
      width: '340px',
    },
    {
      key: 'kind',
      header: say('filter.kind'),
      cell: ({ record }) => say(`kind.${record.kind}`),
      sortBy: ({ record }) => say(`kind.${record.kind}`),
      width: '115px',
    },
    {
      key: 'value',
      header: say('column.value'),
      cell: (entry) => <Tagged value={value(entry)} tag={entry.record.tag} />,
      value,
      sortBy: ({ record }) => (typeof record.value === 'number' ? record.value : -1),
      width: '200px',
    },
    {
      key: 'year',
      header: say('column.year'),
      cell: ({ record }) => record.year ?? '–',
      sortBy: ({ record }) => record.year ?? 0,
      width: '60px',
    },
    { key: 'source', header: say('column.source'), cell: source, cut: source, sortBy: source, width: '200px' },
    {
      key: 'state',
      header: say('column.state'),
      cell: (entry) => <EntryState entry={entry} isContradicted={contradicted.has(entry.record.id)} />,
      value: (entry) => say(`state.${stateOf(entry, contradicted.has(entry.record.id))}`),
      width: '190px',
    },
  ];
}

type Shade = 'counts' | 'superseded' | 'withdrawn' | 'contradicted' | 'disputed';

const tones: Readonly<Record<Shade, Tone>> = {
  counts: 'good',
  superseded: 'neutral',
  withdrawn: 'neutral',
  contradicted: 'attention',
  disputed: 'attention',
};

function stateOf({ state, record }: Entry, isContradicted: boolean): Shade {
  if (state !== 'counts') return state;
  if (isContradicted) return 'contradicted';
  return record.disputed ? 'disputed' : 'counts';
}

/** Whether a record counts, contradicted or not, and whether it ships. */
export function EntryState({ entry, isContradicted }: { readonly entry: Entry; readonly isContradicted: boolean }) {
  const say = useEvidenceWords();
  const shade = stateOf(entry, isContradicted);
  return (
    <>
      <StatusWord tone={tones[shade]} look="plain">
        {say(`state.${shade}`)}
      </StatusWord>
      <span className={classes.origin}>{say(`origin.${entry.origin}`)}</span>
    </>
  );
}
