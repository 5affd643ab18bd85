// A new site as a case: the place and its assumptions, the answer beside them, and the cases that were kept.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personText } from '#lib';
import {
  Button,
  DataTable,
  EmptyState,
  formatDate,
  notify,
  PageHeader,
  Problem,
  refusalInWords,
  TextField,
  useGo,
  useLanguage,
  usePageSearch,
  useSettled,
  Waiting,
  type Column,
  type Say,
} from '#ui';
import { useMarketChanged, type NewSiteCase, type NewSiteInput } from './held-queries.ts';
import { percentText, useKeyNames, type NameOf } from './held-names.ts';
import classes from './held.module.css';
import { MarketSections } from './MarketSections.tsx';
import { NewSiteAnswer } from './NewSiteAnswer.tsx';
import { NewSiteFields } from './NewSiteFields.tsx';
import { usePositionWords } from './position-words.ts';
import { marketApi } from './queries.ts';
import { blankSite, faultsOfSite, siteInput, typedSite } from './typed-site.ts';

/** The page; `case` of the address names a kept one. */
export function NewSitePage() {
  const say = usePositionWords();
  const [{ case: caseId }] = usePageSearch();
  const cases = useQuery(marketApi.newSites.queryOptions({ input: {} }));
  const shown = cases.data?.find(({ id }) => id === caseId);
  return (
    <>
      <PageHeader
        place={caseId ?? ''}
        title={say('newSite.title')}
        crumbs={[{ label: say('market'), to: '/market' }]}
        lead={say('newSite.lead')}
      />
      <MarketSections active="newSite" />
      {shown ? <KeptCase key={shown.id} kept={shown} /> : <Draft />}
      <Cases cases={cases.data} error={cases.data ? undefined : cases.error} onRetry={() => void cases.refetch()} />
    </>
  );
}

function Draft() {
  const say = usePositionWords();
  const [typed, setTyped] = useState(blankSite);
  const faults = faultsOfSite(typed);
  const isPlaced = !faults.has('country') && !faults.has('areas');
  const asked = useSettled(faults.size === 0 ? JSON.stringify(siteInput(typed)) : '', 400);
  return (
    <>
      <section aria-label={say('newSite.form')}>
        <NewSiteFields typed={typed} onChange={setTyped} faults={isPlaced ? faults : new Set()} />
      </section>
      {asked === '' ? <p className={classes.quiet}>{say('newSite.need')}</p> : <Asked draft={asked} />}
    </>
  );
}

function Asked({ draft }: { readonly draft: string }) {
  const say = usePositionWords();
  const language = useLanguage();
  const preview = useQuery({
    ...marketApi.previewNewSite.queryOptions({ input: { query: { draft: draft as never } } }),
    placeholderData: (before) => before,
    retry: false,
  });
  const input = JSON.parse(draft) as NewSiteInput;
  if (preview.error) return <Problem error={refusalInWords(preview.error, say, language)} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Waiting rows={8} />;
  return (
    <section aria-label={say('newSite.answer')} aria-live="polite" aria-busy={preview.isPlaceholderData}>
      <NewSiteAnswer answer={preview.data} horizonMonths={input.horizonMonths} catchmentShare={input.catchmentShare} />
      <Keep input={input} />
    </section>
  );
}

function Keep({ input }: { readonly input: NewSiteInput }) {
  const say = usePositionWords();
  const language = useLanguage();
  const go = useGo();
  const changed = useMarketChanged();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const keep = useMutation(
    marketApi.keepNewSite.mutationOptions({
      onSuccess: async ({ id }) => {
        notify({ tone: 'good', text: say('newSite.keptNow') });
        await changed();
        go(`/market/new-site?case=${id}`);
      },
    }),
  );
  return (
    <form
      noValidate
      className={classes.filters}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (name.trim() !== '' && !keep.isPending) keep.mutate({ body: { name: name.trim(), input } });
      }}
    >
      <TextField
        label={say('newSite.name')}
        value={name}
        onChange={setName}
        required
        error={tried && name.trim() === '' ? say('newSite.nameNeeded') : undefined}
      />
      <Button type="submit" loading={keep.isPending}>
        {say('newSite.keep')}
      </Button>
      {keep.error && <Problem error={refusalInWords(keep.error, say, language)} />}
    </form>
  );
}

function KeptCase({ kept }: { readonly kept: NewSiteCase }) {
  const say = usePositionWords();
  const language = useLanguage();
  const go = useGo();
  const { name, input, answer, by, at, kernel, seed } = kept;
  return (
    <section aria-label={name}>
      <h2 className={classes.part}>{name}</h2>
      <p className={classes.quiet}>
        {say('newSite.showing', { by: personText(by, language), on: formatDate(at.slice(0, 10), { language }), kernel, seed })}
      </p>
      <NewSiteFields typed={typedSite(input)} faults={new Set()} />
      <NewSiteAnswer answer={answer} horizonMonths={input.horizonMonths} catchmentShare={input.catchmentShare} />
      <div className={classes.foot}>
        <Button variant="default" onClick={() => go('/market/new-site')}>
          {say('newSite.begin')}
        </Button>
      </div>
    </section>
  );
}

interface CasesProps {
  readonly cases: readonly NewSiteCase[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
}

function Cases({ cases, error, onRetry }: CasesProps) {
  const say = usePositionWords();
  const language = useLanguage();
  const name = useKeyNames();
  return (
    <>
      <h2 className={classes.heading}>{say('newSite.kept')}</h2>
      <DataTable
        label={say('newSite.kept')}
        columns={columns(say, name, language)}
        rows={cases}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/market/new-site?case=${id}`}
        error={error}
        onRetry={onRetry}
        empty={
          <EmptyState title={say('newSite.keptNone')} icon="flag">
            {say('newSite.keptNoneText')}
          </EmptyState>
        }
      />
    </>
  );
}

function columns(say: Say, name: NameOf, language: string): readonly Column<NewSiteCase>[] {
  const breakEven = ({ answer, input }: NewSiteCase) => {
    const month = answer.outcome?.breakEvenMonth.q50 ?? null;
    return month === null ? say('newSite.notWithin', { horizon: input.horizonMonths }) : say('newSite.month', { month });
  };
  return [
    { key: 'name', header: say('newSite.name'), cell: (row) => row.name, sortBy: (row) => row.name },
    {
      key: 'place',
      header: say('newSite.country'),
      cell: ({ input }) => [name('country', input.country), input.city].filter(Boolean).join(', '),
      width: '220px',
    },
    {
      key: 'even',
      header: say('newSite.breakEven'),
      cell: breakEven,
      sortBy: ({ answer }) => answer.outcome?.breakEvenMonth.q50 ?? 999,
      width: '180px',
    },
    {
      key: 'never',
      header: say('newSite.never'),
      numeric: true,
      cell: ({ answer }) => percentText(answer.outcome?.pNever ?? null, language, 0),
      width: '180px',
    },
    { key: 'by', header: say('newSite.by'), cell: ({ by }) => personText(by, language), width: '160px' },
    {
      key: 'on',
      header: say('newSite.on'),
      cell: ({ at }) => formatDate(at.slice(0, 10), { language }),
      sortBy: ({ at }) => at,
      width: '120px',
    },
  ];
}
