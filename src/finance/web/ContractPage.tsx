// One contract: whom it covers, then a version of it; a draft is edited in place, a live version never changes.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { HistoryButton } from '#audit/web';
import {
  Button,
  EmptyState,
  KeyFacts,
  PageHeader,
  Problem,
  SectionTabs,
  useGo,
  useMay,
  usePageParams,
  usePageSearch,
  Waiting,
  type Say,
} from '#ui';
import { DraftVersionDrawer } from './DraftVersionDrawer.tsx';
import { financeApi, networkApi, useStudy, type Contract, type ContractVersionView } from './queries.ts';
import { inForceOn } from './rate-words.ts';
import { TermsEditor } from './TermsEditor.tsx';
import { VersionStatus } from './VersionStatus.tsx';
import { VersionTerms } from './VersionTerms.tsx';
import { useFinanceWords } from './words.ts';

/** The page. */
export function ContractPage() {
  const say = useFinanceWords();
  const { contractId } = usePageParams<'contractId'>();
  const contract = useQuery(financeApi.contract.queryOptions({ input: { params: { contractId } } }));
  if (contract.data) return <Record contract={contract.data} say={say} />;
  if (!contract.error) return <Waiting rows={10} />;
  return (
    <>
      <PageHeader title={say('contract')} crumbs={[{ label: say('money'), to: '/money' }]} />
      <Problem error={contract.error} onRetry={() => void contract.refetch()} />
    </>
  );
}

/** The version that the address names, else the draft of who may edit it, else the one in force, else the newest. */
function shownVersion(contract: Contract, asked: string | undefined): ContractVersionView | undefined {
  const { versions } = contract;
  return (
    versions.find((version) => String(version.number) === asked) ??
    versions.find((version) => version.can.edit) ??
    inForceOn(versions, contract.today) ??
    versions.at(-1)
  );
}

function Record({ contract, say }: { readonly contract: Contract; readonly say: Say }) {
  const go = useGo();
  const [search] = usePageSearch();
  const [drafting, setDrafting] = useState(false);
  const study = useStudy(contract.studyId);
  const code = study.data?.code ?? say('study');
  const shown = shownVersion(contract, search['version']);
  const draft = contract.versions.find((version) => version.status === 'draft');
  const place = `/contracts/${contract.id}`;
  const draftButton = contract.can.draft && !draft && (
    <Button onClick={() => setDrafting(true)}>{say(contract.versions.length > 0 ? 'draftNext' : 'draftFirst')}</Button>
  );
  const toDraft = draft?.can.edit && draft !== shown && (
    <Button onClick={() => go(`${place}?version=${draft.number}`)}>{say('editDraft', { number: draft.number })}</Button>
  );
  return (
    <>
      <PageHeader
        title={say('contractNamed', { code: contract.code })}
        crumbs={[
          { label: say('money'), to: '/money' },
          { label: code, to: `/studies/${contract.studyId}` },
          { label: say('contracts'), to: `/studies/${contract.studyId}/contracts` },
        ]}
        status={<VersionStatus versions={contract.versions} today={contract.today} />}
        more={
          <HistoryButton recordId={contract.id} of={say('contractNamed', { code: contract.code })} back={`/contracts/${contract.id}`} />
        }
        action={draftButton || toDraft || undefined}
      />
      <Facts contract={contract} siteName={study.data?.studySites.find((each) => each.site.id === contract.siteId)?.site.name} say={say} />
      {shown ? (
        <>
          <SectionTabs
            label={say('versions')}
            sections={contract.versions.map((version) => ({
              label: say(version.status === 'draft' ? 'versionDraft' : 'versionNumber', { number: version.number }),
              to: `${place}?version=${version.number}`,
              active: version === shown,
            }))}
          />
          {shown.can.edit ? (
            <TermsEditor key={shown.id} contract={contract} draft={shown} />
          ) : (
            <VersionTerms contract={contract} version={shown} />
          )}
        </>
      ) : (
        <EmptyState title={say('noVersionsTitle')} icon="file" action={draftButton || undefined}>
          {say(contract.can.draft ? 'noVersionsText' : 'noVersionsReader')}
        </EmptyState>
      )}
      {contract.can.draft && <DraftVersionDrawer contract={contract} opened={drafting} onClose={() => setDrafting(false)} />}
    </>
  );
}

interface FactsProps {
  readonly contract: Contract;
  readonly siteName: string | undefined;
  readonly say: Say;
}

function Facts({ contract, siteName, say }: FactsProps) {
  const mayPayers = useMay('network.view-organizations');
  const payers = useQuery({
    ...networkApi.organizations.queryOptions({ input: { query: {} } }),
    staleTime: 300_000,
    enabled: mayPayers,
  });
  const payer = payers.data?.find(({ id }) => id === contract.payerId)?.name;
  return (
    <KeyFacts
      facts={[
        { term: say('covers'), value: contract.siteId === null ? say('coversAll') : (siteName ?? say('coversOne')) },
        ...(mayPayers ? [{ term: say('payer'), value: contract.payerId === null ? say('noPayer') : (payer ?? '') }] : []),
        { term: say('currency'), value: contract.currency },
      ]}
    />
  );
}
