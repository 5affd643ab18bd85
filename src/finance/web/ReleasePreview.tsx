// Before a version is put into force: its dry run, what it changes against the one before, and what can no longer be changed afterwards.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ConfirmPreview, formatDate, notify, Problem, currentOf, readProblem, useLanguage, refusalInWords, Waiting } from '#ui';
import { DryRunPanel } from './DryRunPanel.tsx';
import { financeApi, useActivities, type Contract, type ContractVersionView } from './queries.ts';
import { termsChanges } from './terms-changes.ts';
import { useFinanceWords } from './words.ts';

export interface ReleasePreviewProps {
  readonly contract: Contract;
  readonly draft: ContractVersionView;
  readonly onClose: () => void;
  /** Somebody changed the draft meanwhile; the page goes on with what stands now. */
  readonly onNewer: (version: ContractVersionView) => void;
}

/** The preview with its one button. */
export function ReleasePreview({ contract, draft, onClose, onNewer }: ReleasePreviewProps) {
  const say = useFinanceWords();
  const language = useLanguage();
  const requests = useQueryClient();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const run = useQuery({
    ...financeApi.dryRun.queryOptions({ input: { params: { versionId: draft.id } } }),
    // A draft saved meanwhile has another dry run.
    queryKey: [...financeApi.dryRun.queryKey({ input: { params: { versionId: draft.id } } }), draft.version],
    gcTime: 0,
  });
  const release = useMutation(
    financeApi.releaseVersion.mutationOptions({
      onSuccess: async (version) => {
        notify({ tone: 'good', text: say('released', { number: version.number, code: contract.code }) });
        await requests.invalidateQueries({ queryKey: financeApi.key() });
      },
      onError: (error) => {
        if (readProblem(error).code === 'dry-run-not-seen') void run.refetch();
        const newer = currentOf<ContractVersionView>(error);
        if (!newer) return;
        notify({ tone: 'attention', text: say('changedMeanwhile') });
        onNewer(newer);
        onClose();
      },
    }),
  );
  const activities = useActivities(contract.studyId);
  const before = contract.versions.filter((version) => version.status === 'live').at(-1);
  const from = formatDate(draft.effectiveFrom, { language });
  const isLate = draft.effectiveFrom <= contract.today;
  const earned = isLate ? [say('effectArrears'), ...(before ? [say('effectTrueUp', { from })] : [])] : [say('effectEarned')];
  return (
    <div ref={place}>
      <ConfirmPreview
        title={say('releasing', { number: draft.number })}
        changes={termsChanges(before, draft, { currency: contract.currency, say, language, activities })}
        effects={[say('effectFrom', { from }), ...earned, say('effectFixed')]}
        confirmLabel={say('release', { number: draft.number })}
        onConfirm={() =>
          run.data &&
          release.mutate({
            params: { versionId: draft.id },
            headers: { 'if-match': String(draft.version) },
            body: { dryRunSha256: run.data.sha256 },
          })
        }
        wide
        blocked={!run.data}
        onCancel={onClose}
        pending={release.isPending}
        error={refusalInWords(release.error, say, language)}
      >
        {run.data && <DryRunPanel run={run.data} />}
        {run.isPending && <Waiting rows={6} />}
        {run.error && <Problem error={run.error} onRetry={() => void run.refetch()} />}
      </ConfirmPreview>
    </div>
  );
}
