// A record of evidence that is added or stands in for another: its fields, what it contradicts and does to the outlook, then one button.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import {
  Button,
  ConfirmPreview,
  notify,
  PageHeader,
  Problem,
  StatusWord,
  useGo,
  useLanguage,
  usePageSearch,
  Waiting,
  type Change,
} from '#ui';
import { ContradictionList } from './ContradictionList.tsx';
import { EffectPanel } from './EffectPanel.tsx';
import { useEvidenceWords } from './evidence-words.ts';
import { EvidenceFields } from './EvidenceFields.tsx';
import { useMarketChanged, type Book, type Draft, type Entry } from './held-queries.ts';
import { segmentText, useKeyNames } from './held-names.ts';
import { useHeldWords } from './held-words.ts';
import classes from './held.module.css';
import { useOutlookRefusals } from './outlook-refusal.ts';
import { marketApi } from './queries.ts';
import { useClaims, useSources } from './shipped-claims.ts';
import { blankEvidence, draftOf, faultsOfEvidence, typedOf } from './typed-evidence.ts';
import { valueText } from './value-text.ts';

/** The page; `supersedes` of the address names the record that the new one stands in for. */
export function EvidenceEditorPage() {
  const say = useEvidenceWords();
  const [{ supersedes }] = usePageSearch();
  const book = useQuery(marketApi.evidence.queryOptions({ input: {} }));
  const target = book.data?.entries.find(({ record }) => record.id === supersedes);
  return (
    <>
      <PageHeader
        title={say(supersedes ? 'form.supersedeTitle' : 'form.newTitle')}
        crumbs={[
          { label: say('market'), to: '/market' },
          { label: say('title'), to: '/market/evidence' },
        ]}
        lead={say(supersedes ? 'form.supersedeLead' : 'form.newLead')}
      />
      {book.error && <Problem error={book.error} onRetry={() => void book.refetch()} />}
      {book.isPending && <Waiting rows={8} />}
      {book.data && supersedes && !target && <Problem error={{ status: 404, title: say('record.missing') }} />}
      {book.data && (!supersedes || target) && <Editor key={supersedes ?? ''} book={book.data} target={target} />}
    </>
  );
}

interface EditorProps {
  readonly book: Book;
  readonly target: Entry | undefined;
}

function Editor({ book, target }: EditorProps) {
  const say = useEvidenceWords();
  const claims = useClaims();
  const [typed, setTyped] = useState(() =>
    target ? { ...typedOf(target.record), claim: claims(target.record).claim, note: claims(target.record).note ?? '' } : blankEvidence,
  );
  const [tried, setTried] = useState(false);
  const [looked, setLooked] = useState<Draft | null>(null);
  const faults = faultsOfEvidence(typed, target !== undefined);
  const look = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) setLooked(draftOf(typed));
  };
  // The reason is no part of what is previewed: it may be typed until the end.
  const isStale = looked !== null && JSON.stringify(looked) !== JSON.stringify(draftOf(typed));
  return (
    <>
      <form onSubmit={look} noValidate aria-label={say(target ? 'form.supersedeTitle' : 'form.newTitle')}>
        <EvidenceFields typed={typed} onChange={setTyped} faults={tried ? faults : {}} isSuperseding={target !== undefined} />
        <div className={classes.foot}>
          <Button type="submit" variant={looked && !isStale ? 'default' : 'filled'}>
            {say('form.preview')}
          </Button>
        </div>
      </form>
      {isStale && (
        <StatusWord tone="attention" look="plain">
          {say('form.changed')}
        </StatusWord>
      )}
      {looked && !isStale && <Keep book={book} target={target} draft={looked} reason={typed.reason.trim()} />}
    </>
  );
}

interface KeepProps extends EditorProps {
  readonly draft: Draft;
  readonly reason: string;
}

function Keep({ book, target, draft, reason }: KeepProps) {
  const say = useEvidenceWords();
  const refusals = useOutlookRefusals();
  const go = useGo();
  const changed = useMarketChanged();
  const supersedes = target?.record.id ?? null;
  const preview = useQuery({
    ...marketApi.previewEvidence.queryOptions({ input: { query: { draft: JSON.stringify({ record: draft, supersedes }) as never } } }),
    retry: false,
  });
  const onSuccess = async ({ id }: { readonly id: string }) => {
    notify({ tone: 'good', text: say('form.kept') });
    await changed();
    go(`/market/evidence/${id}`);
  };
  const add = useMutation(marketApi.addEvidence.mutationOptions({ onSuccess }));
  const supersede = useMutation(marketApi.supersedeEvidence.mutationOptions({ onSuccess }));
  const changes = useChanges(target, draft);
  const keep = () =>
    target
      ? supersede.mutate({ params: { evidenceId: target.record.id }, body: { record: draft, reason } })
      : add.mutate({ body: { record: draft } });
  if (preview.isPending) return <Waiting rows={6} />;
  if (preview.error) return <Problem error={refusals.inWords(preview.error, say)} onRetry={() => void preview.refetch()} />;
  const { contradictions, effect } = preview.data;
  return (
    <ConfirmPreview
      wide
      title={say('form.previewTitle')}
      changes={changes}
      confirmLabel={say('form.keep')}
      onConfirm={keep}
      onCancel={() => go(target ? `/market/evidence/${target.record.id}` : '/market/evidence')}
      pending={add.isPending || supersede.isPending}
      blocked={effect.refusal !== null || (target !== undefined && reason === '')}
      error={refusals.inWords(add.error ?? supersede.error, say)}
    >
      {contradictions.length > 0 ? (
        <>
          <p>
            <StatusWord tone="attention" look="plain">
              {say('contradictions', { count: contradictions.length })}
            </StatusWord>
          </p>
          <ContradictionList contradictions={contradictions} known={new Set(book.entries.map(({ record }) => record.id))} />
        </>
      ) : (
        <p>
          <StatusWord tone="good" look="plain">
            {say('form.contradictsNone')}
          </StatusWord>
        </p>
      )}
      <EffectPanel effect={effect} />
    </ConfirmPreview>
  );
}

function useChanges(target: Entry | undefined, draft: Draft): readonly Change[] {
  const [say, held, name, language, claims] = [useEvidenceWords(), useHeldWords(), useKeyNames(), useLanguage(), useClaims()];
  const sources = useSources();
  if (!target) return [];
  const { record } = target;
  const pairs: readonly (readonly [string, string, string])[] = [
    [say('form.claim'), claims(record).claim, draft.claim],
    [
      say('record.value'),
      valueText(record, name, held, language),
      valueText({ ...draft, value: draft.value ?? draft.word, unit: draft.unit }, name, held, language),
    ],
    [say('record.year'), String(record.year ?? '–'), String(draft.year ?? '–')],
    [say('record.segment'), segmentText(record.segment, name, held), segmentText(draft.segment, name, held)],
    [say('record.source'), sources(record).whole, sources(draft).whole],
  ];
  return pairs.flatMap(([what, before, after]) => (before === after ? [] : [{ what, before, after }]));
}
