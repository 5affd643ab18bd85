// One record of evidence: what it says, where it comes from, what it contradicts, and every version of it.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personText } from '#lib';
import { HistoryButton } from '#audit/web';
import {
  Button,
  ConfirmPreview,
  EmptyState,
  formatDate,
  KeyFacts,
  LongTextField,
  notify,
  PageHeader,
  PageLink,
  Problem,
  useGo,
  useLanguage,
  usePageParams,
  Waiting,
  type Fact,
} from '#ui';
import { ContradictionList, quantityName } from './ContradictionList.tsx';
import { chainOf } from './evidence-chain.ts';
import { EffectPanel } from './EffectPanel.tsx';
import { useEvidenceWords } from './evidence-words.ts';
import { EntryState } from './EvidencePage.tsx';
import { useMarketChanged, type Book, type Entry } from './held-queries.ts';
import { percentText, segmentText, useKeyNames } from './held-names.ts';
import { useHeldWords } from './held-words.ts';
import classes from './held.module.css';
import { useOutlookRefusals } from './outlook-refusal.ts';
import { marketApi } from './queries.ts';
import { useClaims, useSources } from './shipped-claims.ts';
import { Tagged } from './TagMark.tsx';
import { valueText } from './value-text.ts';

const isOwn = (entry: Entry) => entry.origin === 'network';

/** The page. */
export function EvidenceRecordPage() {
  const say = useEvidenceWords();
  const { evidenceId } = usePageParams<'evidenceId'>();
  const book = useQuery(marketApi.evidence.queryOptions({ input: {} }));
  const entry = book.data?.entries.find(({ record }) => record.id === evidenceId);
  const crumbs = [
    { label: say('market'), to: '/market' },
    { label: say('title'), to: '/market/evidence' },
  ];
  if (book.data && entry) return <Shown key={evidenceId} book={book.data} entry={entry} crumbs={crumbs} />;
  return (
    <>
      <PageHeader title={say(book.data ? 'record.missing' : 'title')} crumbs={crumbs} />
      {book.error && <Problem error={book.error} onRetry={() => void book.refetch()} />}
      {book.isPending && <Waiting rows={6} />}
      {book.data && (
        <EmptyState title={say('record.missing')} icon="book">
          {say('record.missingText')}
        </EmptyState>
      )}
    </>
  );
}

interface ShownProps {
  readonly book: Book;
  readonly entry: Entry;
  readonly crumbs: readonly { readonly label: string; readonly to: string }[];
}

function Shown({ book, entry, crumbs }: ShownProps) {
  const say = useEvidenceWords();
  const go = useGo();
  const claims = useClaims();
  const [withdraws, setWithdraws] = useState(false);
  const { record } = entry;
  const contradictions = book.contradictions.filter(({ records }) => records.includes(record.id));
  const isOpen = book.can.edit && entry.state === 'counts';
  return (
    <>
      <PageHeader
        title={claims(record).claim}
        crumbs={crumbs}
        status={<EntryState entry={entry} isContradicted={contradictions.length > 0} />}
        action={isOpen && <Button onClick={() => go(`/market/evidence/new?supersedes=${record.id}`)}>{say('record.supersede')}</Button>}
      />
      <KeyFacts facts={useFacts(entry)} />
      {(isOpen || isOwn(entry)) && (
        <div className={classes.foot}>
          {isOpen && !withdraws && (
            <Button variant="default" onClick={() => setWithdraws(true)}>
              {say('record.withdraw')}
            </Button>
          )}
          {isOwn(entry) && <HistoryButton recordId={record.id} of={record.claim} back={`/market/evidence/${record.id}`} />}
        </div>
      )}
      {withdraws && isOpen && <Withdrawal entry={entry} onClose={() => setWithdraws(false)} />}
      {contradictions.length > 0 && (
        <section aria-label={say('contradictionsTitle')}>
          <h2 className={classes.heading}>{say('contradictionsTitle')}</h2>
          <ContradictionList contradictions={contradictions} known={new Set(book.entries.map((each) => each.record.id))} />
        </section>
      )}
      <Chain book={book} entry={entry} />
    </>
  );
}

function useFacts({ record, origin, addedBy, addedAt }: Entry): readonly Fact[] {
  const [say, held, name, language, claims] = [useEvidenceWords(), useHeldWords(), useKeyNames(), useLanguage(), useClaims()];
  const { note } = claims(record);
  const sources = useSources();
  return [
    { term: say('record.value'), value: <Tagged value={valueText(record, name, held, language)} tag={record.tag} /> },
    ...(record.year === null ? [] : [{ term: say('record.year'), value: record.year }]),
    { term: say('record.segment'), value: segmentText(record.segment, name, held) },
    { term: say('record.source'), value: sources(record).name, ...(record.sourceDate === null ? {} : { note: sources(record).day }) },
    {
      term: say('record.origin'),
      value: say(`origin.${origin}`),
      ...(addedBy && addedAt
        ? { note: say('record.addedBy', { by: personText(addedBy, language), at: formatDate(addedAt.slice(0, 10), { language }) }) }
        : {}),
    },
    ...(record.quantity === null ? [] : [{ term: say('record.quantity'), value: quantityName(record.quantity, say) }]),
    ...(record.kind === 'total' || record.kind === 'share'
      ? [{ term: say('record.spread'), value: record.sd === null ? say('record.spreadDefault') : `± ${percentText(record.sd, language)}` }]
      : []),
    ...(note === null ? [] : [{ term: say('record.note'), value: note, ...(record.disputed ? { note: say('record.disputed') } : {}) }]),
  ];
}

function Chain({ book, entry }: Pick<ShownProps, 'book' | 'entry'>) {
  const [say, held, name, language, claims] = [useEvidenceWords(), useHeldWords(), useKeyNames(), useLanguage(), useClaims()];
  const chain = chainOf(entry.record.id, book.entries);
  const day = (at: string | null) => (at ? formatDate(at.slice(0, 10), { language }) : '');
  const ended = chain.at(-1)?.state === 'withdrawn' ? chain.at(-1)?.ended : null;
  return (
    <section aria-label={say('record.chain')}>
      <h2 className={classes.heading}>{say('record.chain')}</h2>
      {chain.length === 1 && !ended && <p className={classes.quiet}>{say('record.chainText')}</p>}
      {(chain.length > 1 || ended) && (
        <ol className={classes.list}>
          {chain.map((version) => (
            <li key={version.record.id}>
              <p>
                {version.record.id === entry.record.id ? (
                  <strong>
                    {claims(version.record).claim} ({say('record.present')})
                  </strong>
                ) : (
                  <PageLink to={`/market/evidence/${version.record.id}`}>{claims(version.record).claim}</PageLink>
                )}
              </p>
              <p>
                <Tagged value={valueText(version.record, name, held, language)} tag={version.record.tag} />
              </p>
              <p className={classes.quiet}>
                {version.reason === null ? say('record.first') : say('record.insteadOf', { reason: version.reason })}
                {version.addedBy && `; ${say('record.addedBy', { by: personText(version.addedBy, language), at: day(version.addedAt) })}`}
              </p>
            </li>
          ))}
          {ended && (
            <li>{say('record.withdrawn', { by: personText(ended.by, language), at: day(ended.at), reason: ended.reason ?? '' })}</li>
          )}
        </ol>
      )}
    </section>
  );
}

interface WithdrawProps {
  readonly entry: Entry;
  readonly onClose: () => void;
}

/** What the outlook would become without the record, then the reason and the button; blocked where there would be no outlook. */
function Withdrawal({ entry, onClose }: WithdrawProps) {
  const say = useEvidenceWords();
  const refusals = useOutlookRefusals();
  const changed = useMarketChanged();
  const [reason, setReason] = useState('');
  const supersedes = entry.record.id;
  const preview = useQuery({
    ...marketApi.previewEvidence.queryOptions({ input: { query: { draft: JSON.stringify({ record: null, supersedes }) as never } } }),
    retry: false,
  });
  const withdraw = useMutation(
    marketApi.supersedeEvidence.mutationOptions({
      onSuccess: async () => {
        notify({ tone: 'good', text: say('withdraw.done') });
        onClose();
        await changed();
      },
    }),
  );
  if (preview.isPending) return <Waiting rows={6} />;
  if (preview.error) return <Problem error={refusals.inWords(preview.error, say)} onRetry={() => void preview.refetch()} />;
  return (
    <ConfirmPreview
      wide
      title={say('withdraw.title')}
      confirmLabel={say('record.withdraw')}
      onConfirm={() => withdraw.mutate({ params: { evidenceId: supersedes }, body: { record: null, reason: reason.trim() } })}
      onCancel={onClose}
      pending={withdraw.isPending}
      blocked={reason.trim() === '' || preview.data.effect.refusal !== null}
      error={refusals.inWords(withdraw.error, say)}
    >
      <p className={classes.quiet}>{say('withdraw.lead')}</p>
      <EffectPanel effect={preview.data.effect} />
      <LongTextField label={say('withdraw.reason')} value={reason} onChange={setReason} rows={2} required />
    </ConfirmPreview>
  );
}
