// One study: who it is, then its schedule, its sites and its protocol, each under an address of its own.
import { useQuery } from '@tanstack/react-query';
import { HistoryButton } from '#audit/web';
import { Button, KeyFacts, PageHeader, Problem, SectionTabs, StatusWord, useMay, usePageSearch, Waiting, type Say } from '#ui';
import { useState } from 'react';
import { OpenSiteDrawer } from './OpenSiteDrawer.tsx';
import { ProtocolSection } from './ProtocolSection.tsx';
import { studiesApi, type StudyDetail } from './queries.ts';
import { ScheduleSection } from './ScheduleSection.tsx';
import { SitesSection, type SiteFigures } from './SitesSection.tsx';
import { useStudiesWords } from './words.ts';

const sections = ['schedule', 'sites', 'protocol'] as const;
type SectionName = (typeof sections)[number];

export interface StudyRecordProps {
  readonly studyId: string;
  /** How far the participants of each site came, by study-site; left out where the reader may not know. */
  readonly figures?: ReadonlyMap<string, SiteFigures> | undefined;
}

/** The page of a study. */
export function StudyRecord({ studyId, figures }: StudyRecordProps) {
  const say = useStudiesWords();
  const [search] = usePageSearch();
  const [opening, setOpening] = useState(false);
  const mayForecast = useMay('forecasting.view');
  const study = useQuery(studiesApi.study.queryOptions({ input: { params: { studyId } } }));
  const active: SectionName = sections.find((name) => name === search['section']) ?? 'schedule';
  if (!study.data) return <NotYet error={study.error} retry={() => void study.refetch()} say={say} />;
  const detail = study.data;
  return (
    <>
      <PageHeader
        title={detail.name}
        {...(detail.code === detail.name ? {} : { code: detail.code })}
        crumbs={[{ label: say('studies'), to: '/studies' }]}
        status={<SiteCount count={detail.studySites.length} say={say} />}
        lead={detail.title === detail.name ? undefined : detail.title}
        more={<HistoryButton recordId={detail.id} of={detail.code} back={`/studies/${detail.id}`} />}
        action={detail.can.openSite && <Button onClick={() => setOpening(true)}>{say('openAtSite')}</Button>}
      />
      <Facts study={detail} say={say} />
      <SectionTabs
        label={say('sections')}
        sections={sections
          .map((name) => ({
            label: say(`${name}Section`),
            to: `/studies/${studyId}?section=${name}`,
            active: name === active,
            ...(name === 'sites' ? { count: detail.studySites.length } : {}),
          }))
          .concat(mayForecast ? [{ label: say('forecastSection'), to: `/studies/${studyId}/forecast`, active: false }] : [])}
      />
      {active === 'schedule' && <ScheduleSection study={detail} />}
      {active === 'sites' && <SitesSection study={detail} figures={figures} onOpenSite={() => setOpening(true)} />}
      {active === 'protocol' && <ProtocolSection study={detail} />}
      {detail.can.openSite && <OpenSiteDrawer study={detail} opened={opening} onClose={() => setOpening(false)} />}
    </>
  );
}

function NotYet({ error, retry, say }: { readonly error: unknown; readonly retry: () => void; readonly say: Say }) {
  if (!error) return <Waiting rows={8} />;
  return (
    <>
      <PageHeader title={say('study')} crumbs={[{ label: say('studies'), to: '/studies' }]} />
      <Problem error={error} onRetry={retry} />
    </>
  );
}

function SiteCount({ count, say }: { readonly count: number; readonly say: Say }) {
  return <StatusWord tone={count > 0 ? 'good' : 'neutral'}>{count > 0 ? say('siteCount', { count }) : say('noSites')}</StatusWord>;
}

function Facts({ study, say }: { readonly study: StudyDetail; readonly say: Say }) {
  const or = (text: string | undefined) => (text ? text : say('none'));
  return (
    <KeyFacts
      facts={[
        { term: say('phase'), value: or(study.phases.join(', ')) },
        { term: say('areas'), value: or(study.therapeuticAreas.join(', ')) },
        { term: say('sponsor'), value: or(study.sponsor?.name) },
        ...(study.cro ? [{ term: say('cro'), value: study.cro.name }] : []),
      ]}
    />
  );
}
