// One scenario: its name, why it is thought of, what it changes; what that would do is shown before it is kept.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  Button,
  ChoiceField,
  EmptyState,
  LongTextField,
  notify,
  PageHeader,
  Problem,
  TextField,
  toFirstFault,
  useGo,
  usePageParams,
  usePageSearch,
  Waiting,
  type Say,
} from '#ui';
import { EffectPanel } from './EffectPanel.tsx';
import { useMarketChanged } from './held-queries.ts';
import classes from './market.module.css';
import { MarketSections } from './MarketSections.tsx';
import { useOutlookRefusals } from './outlook-refusal.ts';
import { marketApi, type ScenarioList } from './queries.ts';
import { changesOf, faultsOf, typedChanges, type Change, type TypedScenario } from './scenario-draft.ts';
import { ScenarioChanges } from './ScenarioChanges.tsx';
import { useMarketWords } from './words.ts';

type Scenario = ScenarioList['scenarios'][number];

const LIST = '/market/scenarios';

/** The page of a scenario, or of a new one, which the address calls `new`. */
export function ScenarioPage() {
  const say = useMarketWords();
  const { scenarioId } = usePageParams<'scenarioId'>();
  const list = useQuery(marketApi.scenarios.queryOptions({ input: {} }));
  const scenario = list.data?.scenarios.find(({ id }) => id === scenarioId);
  const isNew = scenarioId === 'new';
  const isMissing = list.data && !isNew && !scenario;
  return (
    <>
      <PageHeader
        title={scenario?.name ?? say(isNew ? 'scenarios.new' : 'scenarios.one')}
        crumbs={[{ label: say('scenarios.title'), to: LIST }]}
        lead={say('scenarios.formLead')}
      />
      <MarketSections active="scenarios" />
      {!list.data && (list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} /> : <Waiting rows={8} />)}
      {isMissing && <EmptyState title={say('scenarios.missing')}>{say('scenarios.missingText')}</EmptyState>}
      {list.data && !isMissing && <Editor key={scenario?.id ?? 'new'} list={list.data} scenario={scenario ?? null} />}
    </>
  );
}

/** How a new one begins: as one that is offered where the address names it. */
function beginning(list: ScenarioList, scenario: Scenario | null, begin: string | undefined, say: Say): TypedScenario {
  if (scenario) return { name: scenario.name, note: scenario.note ?? '', changes: typedChanges(scenario.changes) };
  const offered = list.offered.find(({ name }) => name === begin);
  if (offered)
    return {
      name: shippedWord('offered', offered.name, offered.name, say),
      note: shippedWord('offeredReason', offered.name, offered.reason, say),
      changes: typedChanges(offered.changes),
    };
  return { name: '', note: '', changes: [{ key: '0', id: '', kind: 'factor', amount: '' }] };
}

function Editor({ list, scenario }: { readonly list: ScenarioList; readonly scenario: Scenario | null }) {
  const say = useMarketWords();
  const [search] = usePageSearch();
  const [typed, setTyped] = useState(() => beginning(list, scenario, search['begin'], say));
  const [begun, setBegun] = useState(search['begin'] ?? '');
  const [tried, setTried] = useState(false);
  const [looked, setLooked] = useState<readonly Change[] | null>(null);
  const assumptions = useQuery(marketApi.assumptions.queryOptions({ input: {} }));
  const save = useSave(scenario);
  const refusals = useOutlookRefusals();
  const faults = faultsOf(typed);
  const changes = changesOf(typed.changes);
  const isShown = looked !== null && JSON.stringify(looked) === JSON.stringify(changes);
  const canEdit = list.can.edit;
  const need = (field: string, key: string) => (tried && faults.has(field) ? say(key) : undefined);
  const hasBadChange = [...faults].some((fault) => fault !== 'name' && fault !== 'note');
  const submit = (retired: boolean) => {
    setTried(true);
    if (faults.size === 0) save.send({ name: typed.name.trim(), note: typed.note.trim(), changes, retired });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(false);
      }}
    >
      {save.error !== null && <Problem error={refusals.inWords(save.error, say)} />}
      <div className={classes.form}>
        {!scenario && list.offered.length > 0 && (
          <ChoiceField
            label={say('scenarios.begin')}
            value={begun}
            onChange={(begin) => {
              setBegun(begin);
              setTyped(beginning(list, null, begin, say));
            }}
            choices={[
              { value: '', label: say('scenarios.blank') },
              ...list.offered.map(({ name }) => ({ value: name, label: shippedWord('offered', name, name, say) })),
            ]}
          />
        )}
        <TextField
          label={say('scenarios.name')}
          value={typed.name}
          onChange={(name) => setTyped({ ...typed, name })}
          required
          disabled={!canEdit}
          error={need('name', 'scenarios.needName')}
        />
        <LongTextField
          label={say('scenarios.note')}
          value={typed.note}
          onChange={(note) => setTyped({ ...typed, note })}
          required
          disabled={!canEdit}
          error={need('note', 'scenarios.needNote')}
        />
      </div>
      <ScenarioChanges
        assumptions={assumptions.data?.assumptions ?? []}
        changes={typed.changes}
        onChange={(rows) => setTyped({ ...typed, changes: rows })}
        faults={tried ? faults : new Set()}
        disabled={!canEdit}
      />
      {canEdit && (
        <div className={classes.filters}>
          <Button type="submit" loading={save.isPending}>
            {say('scenarios.save')}
          </Button>
          <Button
            variant="default"
            onClick={({ currentTarget }) => {
              setTried(true);
              if (hasBadChange) toFirstFault(currentTarget.form);
              else setLooked(changes);
            }}
          >
            {say('scenarios.look')}
          </Button>
          {scenario && (
            <Button variant="default" loading={save.isPending} onClick={() => submit(!scenario.retired)}>
              {say(scenario.retired ? 'scenarios.restore' : 'scenarios.retire')}
            </Button>
          )}
        </div>
      )}
      {isShown && <Effect changes={changes} />}
    </form>
  );
}

/** What ships with the program in the reader's language; as it ships where the words do not know it. */
function shippedWord(of: 'offered' | 'offeredReason', name: string, otherwise: string, say: Say): string {
  const key = `scenarios.${of}.${name}`;
  const said = say(key);
  return said === key ? otherwise : said;
}

function Effect({ changes }: { readonly changes: readonly Change[] }) {
  const say = useMarketWords();
  const preview = useQuery({
    ...marketApi.previewScenario.queryOptions({ input: { query: { draft: JSON.stringify({ changes }) as never } } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section aria-labelledby="effect">
      <h2 id="effect" className={classes.heading}>
        {say('scenarios.effect')}
      </h2>
      {!preview.data && (preview.error ? <Problem error={preview.error} onRetry={() => void preview.refetch()} /> : <Waiting rows={6} />)}
      {preview.data && <EffectPanel effect={preview.data} />}
    </section>
  );
}

interface Sent {
  readonly name: string;
  readonly note: string;
  readonly changes: Change[];
  readonly retired: boolean;
}

function useSave(scenario: Scenario | null) {
  const say = useMarketWords();
  const go = useGo();
  const changed = useMarketChanged();
  const onSuccess = async () => {
    notify({ tone: 'good', text: say('scenarios.saved') });
    await changed();
    go(LIST);
  };
  const add = useMutation(marketApi.addScenario.mutationOptions({ onSuccess }));
  const amend = useMutation(marketApi.amendScenario.mutationOptions({ onSuccess }));
  return {
    isPending: add.isPending || amend.isPending,
    error: add.error ?? amend.error,
    send: ({ retired, ...body }: Sent) =>
      scenario
        ? amend.mutate({
            params: { scenarioId: scenario.id },
            headers: { 'if-match': String(scenario.version) },
            body: { ...body, retired },
          })
        : add.mutate({ body }),
  };
}
