// The deviations of a study, newest first, by site and by where they stand.
import { useQuery } from '@tanstack/react-query';
import { ChoiceField, EmptyState, PageHeader, StatusWord, usePageParams, usePageSearch } from '#ui';
import { allStates, isWaiting } from './deviation-words.ts';
import { DeviationTable } from './DeviationTable.tsx';
import classes from './deviations.module.css';
import { monitoringApi, useStudy } from './queries.ts';
import { useMonitoringWords } from './words.ts';

/** The page. */
export function DeviationsPage() {
  const say = useMonitoringWords();
  const { studyId } = usePageParams<'studyId'>();
  const [search, change] = usePageSearch();
  const state = allStates.find((each) => each === search['state']);
  const site = search['site'];
  const study = useStudy(studyId);
  const deviations = useQuery(
    monitoringApi.deviations.queryOptions({
      input: { params: { studyId }, query: { ...(state ? { state } : {}), ...(site ? { siteId: site } : {}) } },
    }),
  );
  const code = study.data?.code ?? '';
  const sites = new Map(study.data?.studySites.map((each) => [each.site.id, `${each.number} ${each.site.name}`]));
  const waiting = deviations.data?.filter(isWaiting).length ?? 0;
  const isFiltered = Boolean(state ?? site);
  return (
    <>
      <PageHeader
        title={say('deviations')}
        code={code}
        crumbs={[
          { label: say('quality'), to: '/quality' },
          { label: code || say('study'), to: `/studies/${studyId}` },
        ]}
        status={
          deviations.data && <StatusWord tone={waiting > 0 ? 'attention' : 'good'}>{say('waitingCount', { count: waiting })}</StatusWord>
        }
        lead={say('deviationsLead')}
      />
      {(isFiltered || (deviations.data?.length ?? 0) > 0) && (
        <div className={classes.filters}>
          <ChoiceField
            label={say('standing')}
            value={state ?? ''}
            onChange={(value) => change({ state: value || undefined })}
            choices={[{ value: '', label: say('allStates') }, ...allStates.map((value) => ({ value, label: say(`state.${value}`) }))]}
          />
          <ChoiceField
            label={say('site')}
            value={site ?? ''}
            onChange={(value) => change({ site: value || undefined })}
            choices={[{ value: '', label: say('allSites') }, ...[...sites].map(([value, label]) => ({ value, label }))]}
          />
        </div>
      )}
      <DeviationTable
        label={say('deviationsOf', { code })}
        name="deviations"
        rows={deviations.data}
        placed
        {...(site ? {} : { sites })}
        error={deviations.data ? undefined : deviations.error}
        onRetry={() => void deviations.refetch()}
        empty={
          <EmptyState title={say(isFiltered ? 'noneFound' : 'noDeviations')} icon="shield">
            {say(isFiltered ? 'noneFoundText' : 'noDeviationsText')}
          </EmptyState>
        }
      />
    </>
  );
}
