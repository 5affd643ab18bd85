// Scenarios side by side with the reference: totals as a picture, each with its run, and every part of the market under each.
import { useQuery } from '@tanstack/react-query';
import { Button, EmptyState, PageHeader, Problem, useGo, Waiting } from '#ui';
import { ComparedParts } from './ComparedParts.tsx';
import { ComparedTotals } from './ComparedTotals.tsx';
import classes from './market.module.css';
import { MarketSections } from './MarketSections.tsx';
import { marketApi, useRunOutlooks, type Comparison, type ScenarioList } from './queries.ts';
import { ScenarioTable } from './ScenarioTable.tsx';
import { useMarketWords } from './words.ts';

/** The page. */
export function ScenariosPage() {
  const say = useMarketWords();
  const go = useGo();
  const list = useQuery(marketApi.scenarios.queryOptions({ input: {} }));
  const compared = useQuery(marketApi.compareScenarios.queryOptions({ input: {} }));
  const error = list.error ?? compared.error;
  const retry = () => void Promise.all([list.refetch(), compared.refetch()]);
  return (
    <>
      <PageHeader
        title={say('scenarios.title')}
        lead={say('scenarios.lead')}
        action={list.data?.can.edit && <Button onClick={() => go('/market/scenarios/new')}>{say('scenarios.new')}</Button>}
      />
      <MarketSections active="scenarios" />
      {(!list.data || !compared.data) && (error ? <Problem error={error} onRetry={retry} /> : <Waiting rows={10} />)}
      {list.data && compared.data && <Compared list={list.data} comparison={compared.data} />}
    </>
  );
}

function Compared({ list, comparison }: { readonly list: ScenarioList; readonly comparison: Comparison }) {
  const say = useMarketWords();
  const hasOther = comparison.columns.length > 1;
  return (
    <>
      {list.scenarios.length === 0 && <Offered list={list} />}
      <MakeMissing list={list} comparison={comparison} />
      {hasOther && <ComparedTotals comparison={comparison} />}
      {(list.scenarios.length > 0 || comparison.columns.length > 0) && <ScenarioTable list={list} comparison={comparison} />}
      {hasOther && <ComparedParts comparison={comparison} />}
      <p className={classes.quiet}>{say('scenarios.kept')}</p>
    </>
  );
}

/** Nobody has one yet: what one is, and those that ship to begin with. */
function Offered({ list }: { readonly list: ScenarioList }) {
  const say = useMarketWords();
  const go = useGo();
  return (
    <EmptyState
      title={say('scenarios.none')}
      icon="globe"
      action={
        list.can.edit && (
          <div className={classes.filters}>
            {list.offered.map(({ name }) => (
              <Button key={name} variant="default" onClick={() => go(`/market/scenarios/new?begin=${encodeURIComponent(name)}`)}>
                {say(`scenarios.offered.${name}`)}
              </Button>
            ))}
          </div>
        )
      }
    >
      {say('scenarios.noneText')}
    </EmptyState>
  );
}

/** Outlooks that do not answer what is held now, and the one step that makes them. */
function MakeMissing({ list, comparison }: { readonly list: ScenarioList; readonly comparison: Comparison }) {
  const say = useMarketWords();
  const run = useRunOutlooks();
  const missing = list.scenarios.filter(({ retired, isCurrent }) => !retired && isCurrent !== true);
  const reference = comparison.columns.find(({ scenarioId }) => scenarioId === null);
  const base = reference?.isCurrent !== true;
  if (!list.can.run || (missing.length === 0 && !base)) return null;
  return (
    <>
      {run.error && <Problem error={run.error} />}
      <p className={classes.step}>
        <span>{say('scenarios.missingRuns', { count: missing.length + (base ? 1 : 0) })}</span>
        <Button
          variant="default"
          loading={run.isPending}
          onClick={() => run.mutate({ body: { base, scenarioIds: missing.slice(0, 20).map(({ id }) => id) } })}
        >
          {say('scenarios.makeMissing')}
        </Button>
      </p>
    </>
  );
}
