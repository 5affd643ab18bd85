// What a study earned: totals, then the lines behind them, by site and participant.
import {
  Button,
  ChoiceField,
  EmptyState,
  PageHeader,
  PageLink,
  ShowMore,
  StatusWord,
  useGo,
  usePageParams,
  usePageSearch,
  type Say,
} from '#ui';
import { EarnedLines } from './EarnedLines.tsx';
import classes from './money.module.css';
import { useEarned, useParticipants, useStudy } from './queries.ts';
import { Totals } from './Totals.tsx';
import { useFinanceWords } from './words.ts';

/** The page. */
export function EarnedPage() {
  const say = useFinanceWords();
  const go = useGo();
  const { studyId } = usePageParams<'studyId'>();
  const [{ site, participant }] = usePageSearch();
  const study = useStudy(studyId);
  const earned = useEarned(studyId, { siteId: site, subjectId: participant });
  const rows = earned.data?.pages.flatMap((part) => part.items);
  const totals = earned.data?.pages[0]?.totals ?? [];
  const participants = useParticipants(studyId, site ? [site] : [...new Set(rows?.map((row) => row.siteId))]);
  const code = study.data?.code ?? '';
  const sites = new Map(study.data?.studySites.map((each) => [each.site.id, `${each.number} ${each.site.name}`]));
  const isFiltered = Boolean(site ?? participant);
  return (
    <>
      <PageHeader
        title={say('earned')}
        code={code}
        crumbs={[
          { label: say('money'), to: '/money' },
          { label: code || say('study'), to: `/studies/${studyId}` },
        ]}
        status={<Currencies count={totals.length} loaded={earned.data !== undefined} say={say} />}
        lead={say('earnedLead')}
        action={
          <Button variant="default" onClick={() => go(`/studies/${studyId}/contracts`)}>
            {say('contracts')}
          </Button>
        }
      />
      <Totals totals={totals} />
      {(isFiltered || (rows?.length ?? 0) > 0) && <Filters sites={sites} participants={participants} />}
      <EarnedLines
        label={say('linesOf', { code })}
        name="earned-lines"
        rows={rows}
        currency={totals.length === 1 ? totals[0]?.currency : undefined}
        participants={participants}
        {...(site ? {} : { sites })}
        error={earned.data ? undefined : earned.error}
        onRetry={() => void earned.refetch()}
        empty={
          <EmptyState title={say(isFiltered ? 'noneFound' : 'noLines')} icon="money">
            {say(isFiltered ? 'noneFoundText' : 'noLinesText')}{' '}
            {!isFiltered && <PageLink to={`/studies/${studyId}/contracts`}>{say('seeContracts')}</PageLink>}
          </EmptyState>
        }
      />
      <ShowMore of={earned}>{say('shownSoFar', { count: rows?.length ?? 0 })}</ShowMore>
    </>
  );
}

function Currencies({ count, loaded, say }: { readonly count: number; readonly loaded: boolean; readonly say: Say }) {
  return loaded && count === 0 ? <StatusWord tone="neutral">{say('nothingEarned')}</StatusWord> : null;
}

interface FiltersProps {
  readonly sites: ReadonlyMap<string, string>;
  readonly participants: ReadonlyMap<string, string>;
}

function Filters({ sites, participants }: FiltersProps) {
  const say = useFinanceWords();
  const [{ site, participant }, change] = usePageSearch();
  const numbers = [...participants].sort(([, a], [, b]) => (a < b ? -1 : 1));
  return (
    <div className={classes.filters}>
      <ChoiceField
        label={say('site')}
        value={site ?? ''}
        onChange={(value) => change({ site: value || undefined, participant: undefined })}
        choices={[{ value: '', label: say('allSites') }, ...[...sites].map(([value, label]) => ({ value, label }))]}
      />
      <ChoiceField
        label={say('participant')}
        value={participant ?? ''}
        onChange={(value) => change({ participant: value || undefined })}
        choices={[{ value: '', label: say('allParticipants') }, ...numbers.map(([value, label]) => ({ value, label }))]}
      />
    </div>
  );
}
